namespace Chat.Webhooks.Data.Migrations;

/// <summary>Secrets over all tenants; see <see cref="DispatchFunctions"/> for why these exist.</summary>
internal static class SecretFunctions
{
    public const string Up = """
        -- Subscriptions with a secret that is not sealed under the present key, in pages.
        create function stale_secrets(p_prefix text, p_after uuid, p_limit int)
        returns table (id uuid, secrets text[])
        language sql stable security definer set search_path = public, pg_temp as $$
            select s.id, s.secrets from subscriptions s
            where s.id > p_after and exists (select from unnest(s.secrets) v where not starts_with(v, p_prefix))
            order by s.id limit p_limit
        $$;

        -- Only while they are still what the caller read. Returns how many rows were changed.
        create function replace_secrets(p_id uuid, p_old text[], p_new text[]) returns int
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare changed int;
        begin
            update subscriptions set secrets = p_new where id = p_id and secrets = p_old;
            get diagnostics changed = row_count;
            return changed;
        end $$;
        """;
}
