"""The columns of Mattermost's tables that this program reads, as two releases have them."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Integer, String, Text
from sqlalchemy.dialects.mysql import JSON, LONGTEXT
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

Columns = dict[str, TypeEngine[Any]]

ID, TIME, FLAG = String(26), BigInteger(), Boolean()
LONG_TEXT = Text().with_variant(LONGTEXT(), "mysql", "mariadb")
JSON_TEXT = Text().with_variant(JSONB(), "postgresql").with_variant(JSON(), "mysql", "mariadb")

UNIQUE = frozenset(
    {
        "Users.Username",
        "Users.Email",
        "Users.AuthData",
        "Roles.Name",
        "UserAccessTokens.Token",
        "Configurations.Active",
    }
)


DEFAULTS = {"Sessions.VoipDeviceId": "", "UserAccessTokens.ExpiresAt": "0", "Users.LastLogin": "0"}
"""The NOT NULL columns that are not keys, with their default values."""

_TEXT_FROM = 256


def _string(length: int) -> TypeEngine[Any]:
    """Return a string column as 5.x creates it: on MySQL, text from 256 characters on."""
    return (
        String(length).with_variant(Text(), "mysql", "mariadb")
        if length >= _TEXT_FROM
        else String(length)
    )


def columns_of_5_37() -> dict[str, Columns]:
    """Return the tables and columns of 5.37."""
    return {
        "Systems": {"Name": String(64), "Value": _string(1024)},
        "Sessions": {
            "Id": ID,
            "Token": ID,
            "CreateAt": TIME,
            "ExpiresAt": TIME,
            "LastActivityAt": TIME,
            "UserId": ID,
            "DeviceId": _string(512),
            "Roles": String(64),
            "IsOAuth": FLAG,
            "ExpiredNotify": FLAG,
            "Props": _string(1000),
        },
        "Users": {
            "Id": ID,
            "CreateAt": TIME,
            "UpdateAt": TIME,
            "DeleteAt": TIME,
            "Username": String(64),
            "Password": String(128),
            "AuthData": String(128),
            "AuthService": String(32),
            "Email": String(128),
            "EmailVerified": FLAG,
            "Nickname": String(64),
            "FirstName": String(64),
            "LastName": String(64),
            "Position": String(128),
            "Roles": _string(256),
            "AllowMarketing": FLAG,
            "Props": _string(4000),
            "NotifyProps": _string(2000),
            "LastPasswordUpdate": TIME,
            "LastPictureUpdate": TIME,
            "FailedAttempts": Integer(),
            "Locale": String(5),
            "Timezone": _string(256),
            "MfaActive": FLAG,
            "MfaSecret": String(128),
            "RemoteId": ID,
        },
        "Bots": {
            "UserId": ID,
            "Description": _string(1024),
            "OwnerId": String(190),
            "LastIconUpdate": TIME,
            "CreateAt": TIME,
            "UpdateAt": TIME,
            "DeleteAt": TIME,
        },
        "Roles": {
            "Id": ID,
            "Name": String(64),
            "DisplayName": String(128),
            "Description": _string(1024),
            "CreateAt": TIME,
            "UpdateAt": TIME,
            "DeleteAt": TIME,
            "Permissions": LONG_TEXT,
            "SchemeManaged": FLAG,
            "BuiltIn": FLAG,
        },
        "UserAccessTokens": {
            "Id": ID,
            "Token": ID,
            "UserId": ID,
            "Description": _string(512),
            "IsActive": FLAG,
        },
        "Licenses": {"Id": ID, "CreateAt": TIME, "Bytes": _string(10000)},
        "Configurations": {"Id": ID, "Value": LONG_TEXT, "CreateAt": TIME, "Active": FLAG},
    }


def columns_of_11_9() -> dict[str, Columns]:
    """Return the tables and columns of 11.9: those of 5.37, and later additions."""
    tables = columns_of_5_37()
    tables["Sessions"] |= {
        "Roles": _string(256),
        "Props": JSON_TEXT,
        "VoipDeviceId": String(512),
    }
    tables["Users"] |= {
        "Props": JSON_TEXT,
        "NotifyProps": JSON_TEXT,
        "Timezone": JSON_TEXT,
        "LastLogin": TIME,
        "MfaUsedTimestamps": JSON_TEXT,
    }
    tables["Roles"] |= {"SchemeId": ID}
    tables["UserAccessTokens"] |= {"ExpiresAt": TIME, "LastNotifiedAt": TIME}
    tables["Configurations"] |= {"SHA": String(64)}
    tables["db_migrations"] = {"Version": TIME, "Name": String(64)}
    return tables
