-- What a conversation can be (docs/conversations.md), and what its messages are beside text.

alter table conversations
    add column revision bigint not null default 0,
    add column priority smallint not null default 1,
    add column channel text not null default 'web',
    add column subject text null,
    add column tags text[] not null default '{}',
    add column metadata jsonb null,
    add column assigned_agent_id uuid null,
    add column assigned_at timestamptz null,
    add column queued_at timestamptz null,
    add column user_category text null,
    add column team_id uuid null,
    add column department text null,
    add column first_response_at timestamptz null,
    add column resolved_at timestamptz null,
    -- Closed or abandoned.
    add column closed_at timestamptz null,
    add column last_message_at timestamptz null,
    add column message_count int not null default 0,
    add column unread_by_agents int not null default 0,
    add column unread_by_customer int not null default 0,
    add column satisfaction smallint null,
    -- The owner has no other live one beside it.
    add column exclusive boolean not null default false;

update conversations
set message_count = last_sequence, last_message_at = updated_at,
    closed_at = case when status = 2 then updated_at end;

-- Nothing that a message changes is in an index: that keeps the update each message makes out of all of them.
create index conversations_status on conversations (tenant_id, status, id);
create index conversations_agent on conversations (tenant_id, assigned_agent_id, id)
    where assigned_agent_id is not null;
create index conversations_queue on conversations (tenant_id, queued_at, id) where status = 3;
create unique index conversations_exclusive on conversations (tenant_id, owner_kind, owner_id)
    where exclusive and status in (1, 3, 4, 5);

alter table messages
    -- 1 text, 2 image, 3 file, 4 system, 5 card, 6 event.
    add column type smallint not null default 1,
    -- 1 public, 2 internal.
    add column visibility smallint not null default 1,
    add column metadata jsonb null,
    -- What happened (Conversations/ConversationEvent).
    add column event jsonb null,
    add column edited_at timestamptz null,
    add column deleted_at timestamptz null,
    add column reactions jsonb null;

drop function append_message;
