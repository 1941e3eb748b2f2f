-- What appending writes into the payloads of its events, in protobuf's own encoding.

-- A protobuf varint in exactly five bytes (for values below 2^35): lengths around it are then constants.
create or replace function pb_varint(v bigint) returns bytea
language sql immutable parallel safe as $$
    select set_byte(set_byte(set_byte(set_byte(set_byte('\x0000000000'::bytea,
        0, ((v & 127) | 128)::int),
        1, (((v >> 7) & 127) | 128)::int),
        2, (((v >> 14) & 127) | 128)::int),
        3, (((v >> 21) & 127) | 128)::int),
        4, ((v >> 28) & 127)::int)
$$;

-- google.protobuf.Timestamp: seconds = 1, nanos = 2; twelve bytes.
create function event_stamp(t timestamptz) returns bytea
language sql stable parallel safe as $$
    select '\x08'::bytea || pb_varint(floor(extract(epoch from t))::bigint)
        || '\x10'::bytea || pb_varint((extract(microseconds from t)::bigint % 1000000) * 1000)
$$;

-- MessagePosted with what the caller did not know: header.occurred_at; message.{conversation_id, sequence, created_at};
-- epoch; external_id.
create function posted_event(payload bytea, conversation uuid, external text, sequence bigint, epoch bigint, t timestamptz)
returns bytea
language sql stable parallel safe as $$
    select payload
        || '\x0a0e1a0c'::bytea || event_stamp(t)
        || '\x123a1224'::bytea || convert_to(conversation::text, 'UTF8') || '\x18'::bytea || pb_varint(sequence)
        || '\x320c'::bytea || event_stamp(t)
        || '\x20'::bytea || pb_varint(epoch)
        || case when external is null then ''::bytea
            else '\x1a'::bytea || pb_varint(octet_length(external)) || convert_to(external, 'UTF8') end
$$;

-- ConversationStarted likewise: header.occurred_at; conversation.{epoch, created_at, updated_at}.
create function started_event(payload bytea, epoch bigint, t timestamptz) returns bytea
language sql stable parallel safe as $$
    select payload || '\x0a0e1a0c'::bytea || event_stamp(t)
        || '\x122230'::bytea || pb_varint(epoch)
        || '\x420c'::bytea || event_stamp(t) || '\x4a0c'::bytea || event_stamp(t)
$$;
