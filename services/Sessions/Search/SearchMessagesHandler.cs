using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Search;

/// <summary>Finds messages by their words; for the company.</summary>
internal sealed class SearchMessagesHandler(SearchStore store, MessageMarks marks)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<StoredMessage>>> HandleAsync(
        Principal principal,
        SearchMessages search,
        CancellationToken cancellationToken
    )
    {
        if (principal.Kind is not (PrincipalKind.Agent or PrincipalKind.SecretKey))
        {
            return new SearchForbidden();
        }

        var faults = new List<FieldFault>();
        DetailsRules.Text(faults, "/q", search.Query, 1, ConversationLimits.Search);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var found = await store.SearchAsync(principal.TenantId, search, cancellationToken);
        return await marks.AddAsync(principal, found, cancellationToken);
    }
}

/// <summary>What is looked for.</summary>
internal sealed record SearchMessages
{
    /// <summary>Words, all of which must be there; "in quotes" in this order, -without.</summary>
    public required string Query { get; init; }

    /// <summary>Only in this one.</summary>
    public Guid? ConversationId { get; init; }

    public Guid? OlderThan { get; init; }
    public required int Limit { get; init; }
}
