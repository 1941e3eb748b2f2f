-- People answer from here on, or not any more (sla.sql). What ended and goes on is asked for anew: its targets were reached
-- or missed, and told of, before.
create or replace function note_people() returns trigger
language plpgsql as $$
begin
    new.with_people_since := case
        when new.status in (3, 4, 5) and old.status in (3, 4, 5)
            then coalesce(old.with_people_since, clock_timestamp())
        when new.status in (3, 4, 5) then clock_timestamp()
        when new.status = 1 then null
        else old.with_people_since end;
    return new;
end
$$;
