-- Files that people send. Their bytes are here too: whichever instance is asked has them, a backup holds them, and
-- nothing is left behind when a machine is replaced.
create table attachments (
    tenant_id uuid not null,
    id uuid not null,
    owner_kind smallint not null,
    owner_id text not null,
    file_name text not null,
    content_type text not null,
    size integer not null,
    created_at timestamptz not null,
    -- Until then its bytes are awaited.
    upload_until timestamptz not null,
    -- Null: its bytes are not all there yet.
    stored_at timestamptz null,
    primary key (tenant_id, id)
);
-- What an owner still owes, and what nobody will ever send.
create index attachments_awaited on attachments (tenant_id, owner_kind, owner_id) where stored_at is null;
create index attachments_abandoned on attachments (tenant_id, upload_until) where stored_at is null;

create table attachment_parts (
    tenant_id uuid not null,
    attachment_id uuid not null,
    part integer not null,
    bytes bytea not null,
    primary key (tenant_id, attachment_id, part),
    foreign key (tenant_id, attachment_id) references attachments on delete cascade
);
-- Pictures and documents are compressed already.
alter table attachment_parts alter column bytes set storage external;

alter table attachments enable row level security;
alter table attachments force row level security;
create policy tenant_isolation on attachments
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table attachment_parts enable row level security;
alter table attachment_parts force row level security;
create policy tenant_isolation on attachment_parts
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on attachments, attachment_parts to chat_sessions;
