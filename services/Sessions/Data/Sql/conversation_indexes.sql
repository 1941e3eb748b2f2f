-- The tenant is not first: a table that was never analyzed (the first minutes of an installation) gives all indexes of one
-- first column the same price, and each message then read every conversation of its tenant instead of one.
drop index conversations_status;
drop index conversations_owner;
create index conversations_status on conversations (status, tenant_id, id);
create index conversations_owner on conversations (owner_id, tenant_id, id);
