-- A client message id is its author's: two who count from 1 do not take each other's messages for their own.
create unique index messages_client_author on messages (conversation_id, client_message_id, author_kind, author_id)
    where client_message_id is not null;
drop index messages_client;
