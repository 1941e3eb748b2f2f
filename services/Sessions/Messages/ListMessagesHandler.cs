using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;

namespace Chat.Sessions.Messages;

/// <summary>Messages of one conversation by sequence, ascending.</summary>
internal sealed class ListMessagesHandler(LogReads reads)
{
    public async Task<Result<LogSnapshot>> HandleAsync(ListMessagesQuery query, CancellationToken cancellationToken)
    {
        var guard = AccessPolicy.GuardOf(query.Principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        if (query.Limit is < 0 or > MessagesLimits.Page)
        {
            return Invalid.Field("/limit", "out_of_range", $"Must be 1 to {MessagesLimits.Page}.");
        }

        if (query.AfterSequence < 0)
        {
            return Invalid.Field("/afterSequence", "out_of_range", "Must not be negative.");
        }

        var key = new LogKey(query.Principal.TenantId, query.ConversationId, guard.Value);
        var limit = query.Limit == 0 ? MessagesLimits.DefaultPage : query.Limit;
        return await reads.ReadAsync(key, query.AfterSequence, limit, guard.Value.Kind is null, cancellationToken);
    }
}

/// <summary>Asks for messages behind a sequence.</summary>
internal sealed record ListMessagesQuery
{
    public required Principal Principal { get; init; }
    public required Guid ConversationId { get; init; }
    public required long AfterSequence { get; init; }
    public required int Limit { get; init; }
}
