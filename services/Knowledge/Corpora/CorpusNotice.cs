using System.Globalization;

namespace Chat.Knowledge.Corpora;

/// <summary>A notification that a tenant's documents have changed.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Version">Their version now.</param>
internal readonly record struct CorpusNotice(Guid TenantId, long Version)
{
    /// <summary>Reads a payload of <see cref="CorpusVersions.Channel"/>. Anybody can send one, so nothing is taken for granted.</summary>
    public static bool TryParse(string payload, out CorpusNotice notice)
    {
        var colon = payload.IndexOf(':', StringComparison.Ordinal);
        if (
            colon > 0
            && Guid.TryParse(payload.AsSpan(0, colon), out var tenantId)
            && long.TryParse(
                payload.AsSpan(colon + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
        )
        {
            notice = new CorpusNotice(tenantId, version);
            return true;
        }
        notice = default;
        return false;
    }
}
