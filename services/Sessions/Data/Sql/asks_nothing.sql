-- What customers write without asking the AI for an answer. Null for everything else, which so costs nothing in its row.
alter table messages add column asks_nothing boolean null;

drop function append_messages;
drop function append_message;
drop function message_history;
