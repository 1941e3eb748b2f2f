-- Questions whose answers were lost, and that the AI was asked again for. Few: messages write nothing here, and rows go once
-- their questions are too old to be answered.
create table unanswered_questions (
    tenant_id uuid not null,
    conversation_id uuid not null,
    message_id uuid not null,
    -- How often the AI was asked again.
    asked smallint not null,
    asked_at timestamptz not null,
    -- When it is looked at next; infinity: never.
    next_at timestamptz not null,
    primary key (tenant_id, conversation_id)
);
alter table unanswered_questions enable row level security;
alter table unanswered_questions force row level security;
create policy tenant_isolation on unanswered_questions
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
grant select, insert, update, delete on unanswered_questions to chat_sessions;
