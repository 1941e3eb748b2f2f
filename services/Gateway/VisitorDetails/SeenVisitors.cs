using System.Threading.Channels;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

/// <summary>
/// Takes note of visitors and users as they come. Nobody waits for it: what was noted a while ago is passed over, and what
/// does not fit is dropped and seen again the next time.
/// </summary>
internal sealed class SeenVisitors
{
    private readonly SeenVisitorReader reader;
    private readonly BoundedCache<(Guid, PrincipalKind, string), string> noted;
    private readonly Channel<SeenVisitor> waiting;
    private readonly TimeSpan repeatAfter;

    public SeenVisitors(SeenVisitorReader reader, IOptions<VisitorDetailsOptions> options, TimeProvider time)
    {
        this.reader = reader;
        repeatAfter = options.Value.RepeatAfter;
        noted = new(options.Value.CacheEntries, time);
        waiting = Channel.CreateBounded<SeenVisitor>(
            new BoundedChannelOptions(options.Value.MaxWaiting) { SingleReader = true }
        );
    }

    /// <summary>What waits to be passed on.</summary>
    public ChannelReader<SeenVisitor> Waiting => waiting.Reader;

    /// <summary>A visitor or user made this request; null: it says nothing of a page.</summary>
    public void Note(HttpContext context, Principal visitor, PageContext? page)
    {
        var seen = reader.Of(context, visitor, page);
        var what = $"{seen.Ip}\n{seen.Browser}\n{seen.Os}\n{seen.Page}";
        var who = (visitor.TenantId, visitor.Kind, visitor.Subject);
        if (noted.TryGet(who, out var before) && string.Equals(before, what, StringComparison.Ordinal))
        {
            return;
        }
        if (waiting.Writer.TryWrite(seen))
        {
            noted.Set(who, what, repeatAfter);
        }
    }
}
