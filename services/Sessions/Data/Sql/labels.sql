-- What agents think of conversations and messages, for training: 1 good, 2 bad, 3 needs_review. Those of messages stand
-- apart, so that a message costs nothing more for what few of them get.
alter table conversations add column label smallint null;
create index conversations_label on conversations (tenant_id, label, id) where label is not null;

create table message_labels (
    tenant_id uuid not null,
    conversation_id uuid not null,
    sequence bigint not null,
    message_id uuid not null,
    label smallint not null,
    labelled_at timestamptz not null,
    primary key (tenant_id, conversation_id, sequence)
);
create index message_labels_listing on message_labels (tenant_id, label, message_id);

alter table message_labels enable row level security;
alter table message_labels force row level security;
create policy tenant_isolation on message_labels
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on message_labels to chat_sessions;
