-- Which reply to which message captured a lead: an answer made again must not bring the same visitor twice.
alter table leads add column message_id uuid null;
alter table leads add column reply_id uuid null;
