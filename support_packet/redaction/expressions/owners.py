"""Whose a password is: what comes before its noun in the name of a setting."""

# People, machines, and what they use.
_PEOPLE = (
    rb"root|admin|administrator|user|guest|mm|mattermost|bot|app|svc|service|host|device"  # people
    # Databases, queues and caches.
    rb"|db|database|sql|mysql|mariadb|postgres|postgresql|pg|mongo|redis|rabbitmq|amqp|mqtt|elastic"
)
_MACHINES = (
    # Mail, files, directories.
    rb"smtp|mail|email|imap|pop3?|ldap|bind|ftp|sftp|ssh|smb|samba|nfs|minio|s3|backup|repo"
    # Networks and those who log in.
    rb"|wifi|wlan|vpn|proxy|http|snmp|sip|turn|login|auth|become|sudo|initial|default|master"
    # What connects to others, and what is connected to.
    rb"|remote|relay|sasl|client|account|storage|replication|repl|connection|ipmi|bmc|nas|rsync|dn"
    # Databases, queues, monitoring.
    rb"|jdbc|odbc|oracle|cassandra|kafka|influx|xmpp|irc|webdav|pppoe?|zabbix|nagios|grafana"
    rb"|jenkins|keycloak|monitor"
)
# Keys and where they are kept.
_STORES = rb"keystore|truststore|store|key|cert|ca|ssl|tls|signing|registry|docker|git|ci"
OWNERS = rb"(?i:" + rb"|".join((_PEOPLE, _MACHINES, _STORES)) + rb")"
"""A person, a machine, or what they use."""
