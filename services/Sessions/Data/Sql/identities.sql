-- Whether an identity's customer is blocked. Whoever begins a conversation is looked up here; a table of blocked people
-- alone cost a look for each message.
alter table customer_identities add column blocked boolean not null default false;
drop table blocked_senders;

-- The owner is blocked: what visitors and users write here is refused. Kept here, because every message locks this row
-- anyway.
alter table conversations add column owner_blocked boolean not null default false;

-- Whether two visitors or users are proven to be the same customer. Asked only where they are not the same already, so
-- that whoever has no other identities costs nothing.
create function is_same_customer(
    i_tenant uuid, i_kind smallint, i_subject text, i_other_kind smallint, i_other_subject text)
returns boolean
language sql stable as $$
    select exists (
        select from customer_identities one join customer_identities other
            on other.tenant_id = one.tenant_id and other.customer_id = one.customer_id
        where one.tenant_id = i_tenant and one.kind = i_kind and one.subject = i_subject and one.proven
          and other.kind = i_other_kind and other.subject = i_other_subject and other.proven)
$$;

-- Whose conversations are open to a visitor or user: its own, and those of whom it is proven to be.
create function owners_open_to(i_tenant uuid, i_kind smallint, i_subject text)
returns table (kind smallint, subject text)
language sql stable as $$
    select i_kind, i_subject
    union
    select other.kind, other.subject
    from customer_identities one join customer_identities other
        on other.tenant_id = one.tenant_id and other.customer_id = one.customer_id
    where one.tenant_id = i_tenant and one.kind = i_kind and one.subject = i_subject and one.proven and other.proven
$$;

grant execute on function is_same_customer, owners_open_to to chat_sessions;

-- Made again: it refuses blocked authors, and lets customers into the conversations of all their identities.
drop function append_message;
