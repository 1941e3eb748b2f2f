-- Who gets a conversation (docs/routing.md).

alter table conversations
    -- Whom the visitor chose.
    add column preferred_agent_id uuid null,
    add column required_skills text[] not null default '{}',
    -- Who had it last, and whether it should go to somebody else because that one gave it away.
    add column last_agent_id uuid null,
    add column avoids_last_agent boolean not null default false,
    -- How urgent the customer's category is, by the settings of the moment it was queued; 1 low to 4 urgent.
    add column queue_urgency smallint not null default 1,
    -- Its agent vanished: it goes ahead of its equals.
    add column queue_front boolean not null default false,
    -- The AI was kept from answering a message: a person has to, and the conversation is not in the queue yet.
    add column needs_human_at timestamptz null,
    -- Somebody handed it to the AI, which answers even where people answer first.
    add column left_to_ai boolean not null default false;
create index conversations_needing on conversations (tenant_id, needs_human_at) where needs_human_at is not null;

-- What waits, first come first: the smaller number goes first.
create function queue_rank(p_priority smallint, p_urgency smallint, p_front boolean) returns int
language sql immutable parallel safe as $$
    select (4 - p_priority) * 100 + (4 - p_urgency) * 10 + case when p_front then 0 else 1 end
$$;
create index conversations_waiting
    on conversations (tenant_id, queue_rank(priority, queue_urgency, queue_front), queued_at, id) where status = 3;

-- An agent's load is counted from here, never kept in a counter. None of these columns changes with a message.
create index conversations_open_assignments on conversations (tenant_id, assigned_agent_id)
    where status in (4, 5) and assigned_agent_id is not null;

-- Whose turn it is: when each agent was given a conversation last.
create table agent_turns (
    tenant_id uuid not null,
    agent_id uuid not null,
    assigned_at timestamptz not null,
    primary key (tenant_id, agent_id)
);
alter table agent_turns enable row level security;
alter table agent_turns force row level security;
create policy tenant_isolation on agent_turns
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
grant select, insert, update, delete on agent_turns to chat_sessions;

grant execute on function queue_rank to chat_sessions;
