"""What is written in place of a secret: states, masks, variables, calls, and what forms say."""

from support_packet.redaction.expressions.other_languages import TITLES
from support_packet.secret_phrases import CALLED_BY_MANUALS
from support_packet.secret_words import CALLED_BY_FORMS, SPOKEN_OF

_STATES = (
    # Flags, and that there is none.
    rb"(?i:true|false|null|nil|none|undef|undefined|unset|missing|required|optional|empty|valid"
    # What happened to it.
    rb"|invalid|expired|revoked|rotated|unknown|changed|redacted|hidden|masked|filtered|removed|omitted"
    # That there is one, or must not be shown.
    rb"|updated|provided|exists|present|sensitive)"
)
"""Words for what a secret is, or that there is none."""

_NOUN = rb"(?i:" + SPOKEN_OF + rb")"

_VARIABLE = (
    rb"\$\{?[A-Za-z_][A-Za-z0-9_.:-]*\}?"  # of a shell
    # Of a batch file, of a template, of Ruby: a name between signs, or with one.
    rb"|%[A-Z_]{3,48}%|![A-Z_]{3,48}!|@[A-Za-z_][\w.-]{2,48}@|__[A-Z_]{3,48}__|\#\{[\w.@]{1,48}\}?"
    rb"|[@*]{1,2}[a-z_]{0,24}"  # also an alias of YAML
    + _NOUN
    + rb"|[?]|%[a-z]|%\(\w+\)s|\$[0-9]+|:[A-Za-z]+"  # of SQL, formats
    rb"|%\{[\w.:-]{1,64}\}?|\$\([A-Z_]{2,48}\)"  # of Java, of Kubernetes
    rb"|\$__(?:file|env|vault)\{[\w/.:-]{1,64}\}?"  # of Grafana
    rb"|\{{1,2}[A-Za-z_. ]*\}{0,2}"  # of a template
)

_TEXT_ENDS = rb"(?=\\{0,7}[\"'<]|\Z)"
"""The end of a text in quotes or in an element."""

PLACEHOLDER = (
    rb"\*+(?:[A-Z][A-Z *]{2,64}\*+)?|[xX]{3,}|(?:%2[Aa])+"  # masked before
    # With blocks or bullets of Unicode.
    rb"|(?:\xe2(?:\x96[\x80-\x9f\xa0-\xbf]|\x80\xa2|\x97\x8f))+"
    rb"|[\[(<]?"
    + _STATES
    + rb"(?:[\])>]| value\))?"  # a flag, a state, or no value
    + rb"|[A-Z][A-Za-z]{2,12} (?:[A-Za-z]{1,12} ){0,3}"  # a label of several words
    + _NOUN
    + rb"s?[:?.!]?"
    + _TEXT_ENDS
    + rb"|"
    + _NOUN
    + rb"s?[:?]"  # of one
    + _TEXT_ENDS
    + rb"|"
    + CALLED_BY_MANUALS
    + rb"|"
    + CALLED_BY_FORMS
    + rb"|"
    + TITLES
    + rb"|shift|VALUE_SPECIFIED_IN_NO_LOG_PARAMETER|NOT_LOGGING_[A-Z]{3,16}"  # of Perl, of Ansible
    + rb"|<[A-Za-z _.-]+>?|\[[A-Za-z _-]+\]|\(\([\w.-]+\)\)|"  # of a document
    + _VARIABLE
    + rb"|(?i:your)[-_ ](?:[A-Za-z]{1,16}[-_ ]){0,4}"  # of a manual
    + _NOUN
    + rb"|/?[a-z_-]+(?:/[a-z_-]+)+(?::[a-z_]+)?"  # a path of words, and a field there
    rb"|[a-z][\w-]*/[\w./-]{1,64}\.(?:go|js|py|rb|rs|tsx?|java|php):?"  # a file with code
    # A file next to it, a remark, a flag.
    + rb"|\.{1,2}/[\w./-]{1,64}|\([a-z]+(?: [a-z]+){1,6}\)|yes|no"
    # Types.
    + rb"|(?:Char|Byte)Array|char\[\]|SecureString|[Ss]tring!?|(?i:(?:var)?char)\([0-9]{1,4}\)"
    + rb"|0x[0-9a-fA-F]{1,16}|(?:\[\]|\()?\*?[a-z]\w{2,16}\)?\(nil\)?"  # where it is in memory
    + rb"|<<< ?[a-z ]{4,24} ?>>>|@(?:-|[\w./-]{1,64}\.[a-z]{2,5})"  # of RADIUS; what a file holds
    + rb"|\(?(?:\.|\[\^[^\]\s]{1,6}\])[*+][?+]?\)?"  # of an expression that finds any
)
"""What is written in place of a password, if nothing more follows."""

_OBJECT = (
    # What has settings.
    rb"(?:var|local|data|module|self|this|config|settings|secrets|env|args|opts|options|params"
    # What has arguments, and what Terraform makes.
    rb"|request|req|process|os|inputs|props|kwargs|[a-z]{2,12}_[a-z_]{2,24}\.[a-z_]{1,24})"
)

CODE = (
    rb"\{(?:\\{0,7}[\"'}]|[\s{%]|[A-Za-z]+[:=])"  # a document, or a struct
    rb"|\$\{[A-Za-z_]\w{0,64}:?[?]|\$\([a-z][\w-]{0,24} "  # a shell's message, its command
    rb"|\$\w{1,48}(?:\[|->)|={1,2} |ENC\[[A-Z]"  # of PHP; a comparison; what SOPS has encrypted
    # Where a vault, a file or Azure has it; what goes on after a prompt, what a manual says.
    rb"|(?:op|vault|env|file|secretref|keyvault|awssm|gcpsm)://?[\w/]|file:/|@Microsoft\.KeyVault\("
    # What PowerShell asks for, reads or makes.
    rb"|(?:Read-Host|Get-[A-Z][A-Za-z]{2,24}|Import-[A-Z][A-Za-z]{2,24})(?=[\s;)]|\Z)"
    # After a prompt; of a manual.
    rb"|[ ](?:\(spawn_id |match )|\((?:set|see|read|kept|stored|taken) (?:via|in|by|from|with) "
    # What Docker asks for.
    rb"|password\\{0,3}\" on \\{0,3}\"docker "
    # A member of an object.
    rb"|" + _OBJECT + rb"\.[A-Za-z_][\w.]{0,64}+(?=[\s\"'`;,)\]}\[(\\]|\Z)"
    # A call, or an index.
    rb"|[A-Za-z_][\w.]{1,48}+(?:\((?=\\{0,7}[\"'`)]|\$\{|[a-z_][\w.]{0,48}[,)(])|\[\\{0,7}[\"'])"
)
"""What a program reads to get one."""

SAID_BY_VALIDATION = (
    # `must be`, `is too short`, `can't be empty`.
    rb"(?i:must|is|are|should|can'?t|can(?:not|\\u0027t| not)|may|needs?|has|have|does|too|not"
    # Verbs go on, or say which.
    rb"|please|at least|was|will|(?:this|the|your|a|new|current|wrong|invalid|incorrect)"
    rb"(?= (?:field|value|" + SPOKEN_OF + rb")\b))[ ]"
)
"""How a sentence about a value begins."""

NO_STATE = (
    # Types and states.
    rb"(?!(?i:str|string|text|type|bool|boolean|varchar|binary|bytes|object|array|number|default"
    # Where it comes from.
    rb"|yes|no|on|off|ok|set|unset|prompt|ask|encrypted|generated|stored|configured|disabled|enabled"
    # The same.
    rb"|vault|file|env|auto|keines|keins|aucun|random|wrong|reset|same|n/a|failed|accepted|incorrect|mismatch|policy"
    # What is wrong with it, what is done with it.
    rb"|login|authentication|success|done|error|denied|updated|rejected|confirmed|too|plain|local)"
    rb"(?:[\s\"',;.)\]}]|\Z))"
)
"""At the start of a word: not what is said of a password, or where it is."""
