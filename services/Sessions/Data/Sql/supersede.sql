-- Replies that are made again. The old one stays: messages are immutable and numbered without gaps.
alter table messages add column supersedes uuid null;
create index messages_superseding on messages (conversation_id, supersedes) where supersedes is not null;

-- Which message the holder of the lease answers.
alter table conversations add column lease_answers uuid null;

drop function append_message;
