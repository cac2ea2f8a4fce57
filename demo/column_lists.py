"""Mattermost's tables with their columns: a paragraph for each table, its key first.

A column's type is a number of characters, or the name of another type in `demo.columns`.
"""

OF_5_37 = """
Systems
    Name:64 Value:1024

Sessions
    Id:id Token:id CreateAt:time ExpiresAt:time LastActivityAt:time UserId:id DeviceId:512 Roles:64
    IsOAuth:flag ExpiredNotify:flag Props:1000

Users
    Id:id CreateAt:time UpdateAt:time DeleteAt:time Username:64 Password:128 AuthData:128
    AuthService:32 Email:128 EmailVerified:flag Nickname:64 FirstName:64 LastName:64 Position:128
    Roles:256 AllowMarketing:flag Props:4000 NotifyProps:2000 LastPasswordUpdate:time
    LastPictureUpdate:time FailedAttempts:number Locale:5 Timezone:256 MfaActive:flag MfaSecret:128
    RemoteId:id

Bots
    UserId:id Description:1024 OwnerId:190 LastIconUpdate:time CreateAt:time UpdateAt:time
    DeleteAt:time

Status
    UserId:id Status:32 Manual:flag LastActivityAt:time DNDEndTime:time PrevStatus:32

Preferences
    UserId:id Category:32 Name:32 Value:2000

Audits
    Id:id CreateAt:time UserId:id Action:512 ExtraInfo:1024 IpAddress:64 SessionId:id

Roles
    Id:id Name:64 DisplayName:128 Description:1024 CreateAt:time UpdateAt:time DeleteAt:time
    Permissions:long SchemeManaged:flag BuiltIn:flag

Schemes
    Id:id Name:64 DisplayName:128 Description:1024 CreateAt:time UpdateAt:time DeleteAt:time
    Scope:32 DefaultTeamAdminRole:64 DefaultTeamUserRole:64 DefaultChannelAdminRole:64
    DefaultChannelUserRole:64 DefaultTeamGuestRole:64 DefaultChannelGuestRole:64

UserAccessTokens
    Id:id Token:id UserId:id Description:512 IsActive:flag

Licenses
    Id:id CreateAt:time Bytes:10000

Configurations
    Id:id Value:long CreateAt:time Active:flag

ClusterDiscovery
    Id:id Type:64 ClusterName:64 Hostname:512 GossipPort:number Port:number CreateAt:time
    LastPingAt:time

Jobs
    Id:id Type:32 Priority:time CreateAt:time StartAt:time LastActivityAt:time Status:32
    Progress:time Data:1024

Teams
    Id:id CreateAt:time UpdateAt:time DeleteAt:time DisplayName:64 Name:64 Description:255 Email:128
    Type:255 CompanyName:64 AllowedDomains:1000 InviteId:32 AllowOpenInvite:flag
    LastTeamIconUpdate:time SchemeId:id GroupConstrained:flag

TeamMembers
    TeamId:id UserId:id Roles:64 DeleteAt:time SchemeUser:flag SchemeAdmin:flag SchemeGuest:flag

Channels
    Id:id CreateAt:time UpdateAt:time DeleteAt:time TeamId:id Type:1 DisplayName:64 Name:64
    Header:1024 Purpose:250 LastPostAt:time TotalMsgCount:time ExtraUpdateAt:time CreatorId:id
    SchemeId:id GroupConstrained:flag Shared:flag TotalMsgCountRoot:time

ChannelMembers
    ChannelId:id UserId:id Roles:64 LastViewedAt:time MsgCount:time MentionCount:time
    NotifyProps:2000 LastUpdateAt:time SchemeUser:flag SchemeAdmin:flag SchemeGuest:flag
    MentionCountRoot:time MsgCountRoot:time

Posts
    Id:id CreateAt:time UpdateAt:time EditAt:time DeleteAt:time IsPinned:flag UserId:id
    ChannelId:id RootId:id OriginalId:id Message:long Type:id Props:8000 Hashtags:1000
    Filenames:4000 FileIds:150 HasReactions:flag RemoteId:id

Commands
    Id:id Token:id CreateAt:time UpdateAt:time DeleteAt:time CreatorId:id TeamId:id Trigger:128
    Method:1 Username:64 IconURL:1024 AutoComplete:flag AutoCompleteDesc:1024 AutoCompleteHint:1024
    DisplayName:64 Description:128 URL:1024 PluginId:190

IncomingWebhooks
    Id:id CreateAt:time UpdateAt:time DeleteAt:time UserId:id ChannelId:id TeamId:id DisplayName:64
    Description:500 Username:255 IconURL:1024 ChannelLocked:flag

OutgoingWebhooks
    Id:id Token:id CreateAt:time UpdateAt:time DeleteAt:time CreatorId:id ChannelId:id TeamId:id
    TriggerWords:1024 TriggerWhen:number CallbackURLs:1024 DisplayName:64 Description:500
    ContentType:128 Username:64 IconURL:1024
"""
"""Of 5.37, which keeps JSON in text columns."""

LATER = """
Sessions
    Roles:256 Props:json VoipDeviceId:512

Users
    Props:json NotifyProps:json Timezone:json LastLogin:time MfaUsedTimestamps:json

Preferences
    Value:long

Roles
    SchemeId:id

Schemes
    DefaultPlaybookAdminRole:64 DefaultPlaybookMemberRole:64 DefaultRunAdminRole:64
    DefaultRunMemberRole:64

UserAccessTokens
    ExpiresAt:time LastNotifiedAt:time

Configurations
    SHA:64

Jobs
    Data:json

TeamMembers
    Roles:256 CreateAt:time

Channels
    LastRootPostAt:time

ChannelMembers
    Roles:256 NotifyProps:json UrgentMentionCount:time

Posts
    Props:json FileIds:300

db_migrations
    Version:time Name:64
"""
"""What 11.9 has besides, or has in another type."""
