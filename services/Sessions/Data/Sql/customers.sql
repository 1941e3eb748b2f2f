-- Whom the company talks to, and as which visitors and users they come.
create table customers (
    tenant_id uuid not null,
    id uuid not null,
    -- The company's own id of its user; whoever shows that user's token is this customer.
    external_id text null,
    email text null,
    name text not null,
    phone text null,
    company text null,
    avatar_url text null,
    custom_fields jsonb not null,
    tags text[] not null,
    notes text null,
    status smallint not null,
    user_category text null,
    -- The company vouched for it (secret key, agent, user token). What only a visitor says of itself is not verified.
    verified boolean not null,
    -- Lower case, and compared by bytes: only such comparisons may use an index in front of row-level security.
    email_key text collate "C" null,
    name_key text collate "C" not null,
    company_key text collate "C" null,
    -- Counts changes; what If-Match names.
    version bigint not null,
    idempotency_key text null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    last_seen_at timestamptz null,
    primary key (tenant_id, id)
);
create unique index customers_email on customers (tenant_id, email_key) where email_key is not null;
create unique index customers_external on customers (tenant_id, external_id) where external_id is not null;
create unique index customers_idempotency on customers (tenant_id, idempotency_key) where idempotency_key is not null;
create index customers_name on customers (tenant_id, name_key);
create index customers_company on customers (tenant_id, company_key) where company_key is not null;

-- Who is which customer: one row for each visitor or user that told something of itself. Kinds are those of authors.
create table customer_identities (
    tenant_id uuid not null,
    kind smallint not null,
    subject text not null,
    -- Null: it told something, but no address to know it by.
    customer_id uuid null,
    -- By a user token or a secret key. Only proven identities of a customer see each other's conversations: an address
    -- that somebody types in proves nothing.
    proven boolean not null,
    -- What the visitor says of itself.
    name text null,
    email text null,
    phone text null,
    linked_at timestamptz not null,
    primary key (tenant_id, kind, subject)
);
create index customer_identities_customer on customer_identities (tenant_id, customer_id, linked_at)
    where customer_id is not null;

-- Customers that turned out to be another one; their ids go on leading there.
create table merged_customers (
    tenant_id uuid not null,
    id uuid not null,
    into_id uuid not null,
    primary key (tenant_id, id)
);
create index merged_customers_into on merged_customers (tenant_id, into_id);

-- Visitors and users of blocked customers, apart from the rest: append_message looks here for each message they write,
-- and finds a table that is nearly always empty.
create table blocked_senders (
    tenant_id uuid not null,
    kind smallint not null,
    subject text not null,
    primary key (tenant_id, kind, subject)
);

alter table customers enable row level security;
alter table customers force row level security;
create policy tenant_isolation on customers
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table customer_identities enable row level security;
alter table customer_identities force row level security;
create policy tenant_isolation on customer_identities
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table merged_customers enable row level security;
alter table merged_customers force row level security;
create policy tenant_isolation on merged_customers
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table blocked_senders enable row level security;
alter table blocked_senders force row level security;
create policy tenant_isolation on blocked_senders
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on customers, customer_identities, merged_customers, blocked_senders
    to chat_sessions;
