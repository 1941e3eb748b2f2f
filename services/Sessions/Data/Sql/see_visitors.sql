-- A batch of seen visitors in one statement for each tenant and table, whatever their number (VisitorDetails/). Nobody is in it
-- twice. Without details only the customer's last time is noted: what is not to be kept is never written, and what was kept
-- before goes.
drop function see_visitor;
create function see_visitors(
    p_tenants uuid[], p_kinds smallint[], p_subjects text[], p_keep boolean[], p_ips text[], p_browsers text[], p_oss text[],
    p_pages text[], p_page_titles text[], p_referrers text[], p_languages text[], p_countries text[], p_regions text[],
    p_cities text[], p_seen timestamptz[]) returns void
language plpgsql volatile
-- For tables that were never analyzed; and the customers come sorted, so that two batches take them in one order.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off as $$
declare
    v_tenant uuid;
begin
    for v_tenant in select distinct t from unnest(p_tenants) as t order by 1 loop
        perform set_config('chat.tenant', v_tenant::text, true);
        insert into visitor_details (
            tenant_id, kind, subject, ip, browser, os, page, page_title, referrer, language, country, region, city,
            seen_at)
        select
            v_tenant, n.kind, n.subject, n.ip, n.browser, n.os, n.page, n.page_title, n.referrer, n.language, n.country,
            n.region, n.city, n.seen_at
        from unnest(
            p_tenants, p_kinds, p_subjects, p_keep, p_ips, p_browsers, p_oss, p_pages, p_page_titles, p_referrers,
            p_languages, p_countries, p_regions, p_cities, p_seen) with ordinality
            as n(
                tenant, kind, subject, keep, ip, browser, os, page, page_title, referrer,
                language, country, region, city, seen_at, position)
        where n.tenant = v_tenant and n.keep
        order by n.position
        on conflict (tenant_id, kind, subject) do update
        set ip = excluded.ip, browser = excluded.browser, os = excluded.os, page = excluded.page,
            page_title = excluded.page_title, referrer = excluded.referrer, language = excluded.language,
            country = excluded.country, region = excluded.region, city = excluded.city, seen_at = excluded.seen_at
        where visitor_details.seen_at <= excluded.seen_at;

        if false = any(p_keep) then
            delete from visitor_details d
            using unnest(p_tenants, p_kinds, p_subjects, p_keep) as n(tenant, kind, subject, keep)
            where n.tenant = v_tenant and not n.keep
              and d.tenant_id = v_tenant and d.kind = n.kind and d.subject = n.subject;
        end if;

        update customers c set last_seen_at = s.seen_at
        from (
            select i.customer_id, max(n.seen_at) as seen_at
            from unnest(p_tenants, p_kinds, p_subjects, p_seen) as n(tenant, kind, subject, seen_at)
            join customer_identities i on i.tenant_id = v_tenant and i.kind = n.kind and i.subject = n.subject
            where n.tenant = v_tenant
            group by i.customer_id) s
        where c.tenant_id = v_tenant and c.id = s.customer_id and (c.last_seen_at is null or c.last_seen_at < s.seen_at);
    end loop;
end
$$;
grant execute on function see_visitors to chat_sessions;
