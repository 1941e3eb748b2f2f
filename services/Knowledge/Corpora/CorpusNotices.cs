using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Corpora;

/// <summary>Hears of changes that any instance commits, and tells the cache.</summary>
/// <remarks>
/// Now and then, and whenever a notice may have been missed, the versions in memory are compared with the database's.
/// </remarks>
internal sealed class CorpusNotices(CorpusVersions versions, CorpusCache corpora, IOptions<CorpusOptions> options)
    : INoticeReader
{
    /// <inheritdoc />
    public IReadOnlyList<string> Channels { get; } = [CorpusVersions.Channel];

    /// <inheritdoc />
    public TimeSpan CatchUpInterval => options.Value.VersionCheckInterval;

    /// <inheritdoc />
    public bool Hear(string payload)
    {
        if (!CorpusNotice.TryParse(payload, out var notice))
        {
            return false;
        }
        corpora.Announce(notice.TenantId, notice.Version);
        return true;
    }

    /// <inheritdoc />
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var held = corpora.Versions;
        var stored = await versions.ReadAsync([.. held.Select(corpus => corpus.Key)], cancellationToken);
        for (var place = 0; place < held.Count; place++)
        {
            if (stored[place] != held[place].Value)
            {
                // A lower version is that of a database that was put back to an earlier state.
                var version = stored[place] > held[place].Value ? stored[place] : long.MaxValue;
                corpora.Announce(held[place].Key, version);
            }
        }
    }
}
