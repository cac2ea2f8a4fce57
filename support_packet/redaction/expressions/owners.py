"""Whose a password is: what comes before its noun in the name of a setting."""

from collections.abc import Sequence

# People, machines, and what they use.
_PEOPLE = (
    rb"root|admin|administrator|user|guest|mm|mattermost|bot|app|svc|service|host|device"  # people
    # Databases, queues and caches.
    rb"|db|database|sql|mysql|mariadb|postgres|postgresql|pg|mongo|redis|rabbitmq|amqp|mqtt|elastic"
)
_MACHINES = (
    # Mail, files, directories.
    rb"smtp|mail|email|imap|pop|pop3|ldap|bind|ftp|sftp|ssh|smb|samba|nfs|minio|s3|backup|repo"
    # Networks and those who log in.
    rb"|wifi|wlan|vpn|proxy|http|snmp|sip|turn|login|auth|become|sudo|initial|default|master"
    # What connects to others, and what is connected to.
    rb"|remote|relay|sasl|client|account|storage|replication|repl|connection|ipmi|bmc|nas|rsync|dn"
    # Databases, queues, monitoring.
    rb"|jdbc|odbc|oracle|cassandra|kafka|influx|xmpp|irc|webdav|pppoe|zabbix|nagios|grafana"
    rb"|jenkins|keycloak|monitor"
)
# Keys and where they are kept.
_STORES = rb"keystore|truststore|store|key|cert|ca|ssl|tls|signing|registry|docker|git|ci"
_OWNERS = rb"|".join((_PEOPLE, _MACHINES, _STORES)).split(b"|")


def _behind(words: Sequence[bytes]) -> bytes:
    """Return what looks back for one of the words, and maybe a mark after it."""
    lengths = sorted({len(word) for word in words})
    alike = [b"|".join(word for word in words if len(word) == length) for length in lengths]
    return b"|".join(
        b"(?<=(?i:" + some + b")" + mark + b")" for some in alike for mark in (b"", b"[-_.]")
    )


ENDS_WITH_OWNER = rb"\Z(?:" + _behind(_OWNERS) + rb")"
"""At the end of what comes before a name: a person, a machine, or what they use.

It looks back, because to try all of them wherever they may begin takes ten times as long.
"""
