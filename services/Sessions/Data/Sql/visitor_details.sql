-- What the gateway saw of a visitor's or user's browser last. Apart from identities: most visitors never say who they are,
-- and this is forgotten after a while.
create table visitor_details (
    tenant_id uuid not null,
    kind smallint not null,
    subject text not null,
    ip text null,
    browser text null,
    os text null,
    page text null,
    page_title text null,
    referrer text null,
    language text null,
    country text null,
    region text null,
    city text null,
    seen_at timestamptz not null,
    primary key (tenant_id, kind, subject)
);
create index visitor_details_age on visitor_details (seen_at);

alter table visitor_details enable row level security;
alter table visitor_details force row level security;
create policy tenant_isolation on visitor_details
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on visitor_details to chat_sessions;

-- One call per visitor of a batch; each names its tenant. Without details only the customer's last time is noted: what is
-- not to be kept is never written, and what was kept before goes.
create function see_visitor(
    i_tenant uuid, i_kind smallint, i_subject text, i_keep boolean, i_ip text, i_browser text, i_os text, i_page text,
    i_page_title text, i_referrer text, i_language text, i_country text, i_region text, i_city text,
    i_seen timestamptz) returns void
language plpgsql volatile as $$
begin
    perform set_config('chat.tenant', i_tenant::text, true);
    if i_keep then
        insert into visitor_details (
            tenant_id, kind, subject, ip, browser, os, page, page_title, referrer, language, country, region, city,
            seen_at)
        values (
            i_tenant, i_kind, i_subject, i_ip, i_browser, i_os, i_page, i_page_title, i_referrer, i_language, i_country,
            i_region, i_city, i_seen)
        on conflict (tenant_id, kind, subject) do update
        set ip = excluded.ip, browser = excluded.browser, os = excluded.os, page = excluded.page,
            page_title = excluded.page_title, referrer = excluded.referrer, language = excluded.language,
            country = excluded.country, region = excluded.region, city = excluded.city, seen_at = excluded.seen_at
        where visitor_details.seen_at <= excluded.seen_at;
    else
        delete from visitor_details where tenant_id = i_tenant and kind = i_kind and subject = i_subject;
    end if;
    update customers c set last_seen_at = i_seen
    from customer_identities i
    where i.tenant_id = i_tenant and i.kind = i_kind and i.subject = i_subject
      and c.tenant_id = i_tenant and c.id = i.customer_id and (c.last_seen_at is null or c.last_seen_at < i_seen);
end
$$;
grant execute on function see_visitor to chat_sessions;

-- Of all tenants, hence past row-level security; forgets the oldest and answers how many.
create function forget_visitor_details(p_before timestamptz, p_limit int) returns int
language sql security definer set search_path = public as $$
    with gone as (
        delete from visitor_details where ctid in (
            select d.ctid from visitor_details d where d.seen_at < p_before order by d.seen_at limit p_limit
            for update skip locked)
        returning 1)
    select count(*)::int from gone
$$;
revoke all on function forget_visitor_details from public;
grant execute on function forget_visitor_details to chat_sessions;
