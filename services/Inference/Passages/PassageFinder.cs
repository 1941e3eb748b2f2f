using Chat.Contracts.Knowledge.V1;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>Asks Knowledge for passages. A reply is made with or without them, so nothing here fails.</summary>
internal sealed partial class PassageFinder(
    SearchCalls calls,
    EmptyTenants emptyTenants,
    IOptions<PassagesOptions> options,
    ILogger<PassageFinder> logger
)
{
    /// <summary>The passages that answer the question best.</summary>
    public async Task<FoundPassages> FindAsync(
        Principal principal,
        string question,
        CancellationToken cancellationToken
    )
    {
        var settings = options.Value;
        if (!settings.Enabled || emptyTenants.Contains(principal.TenantId))
        {
            return FoundPassages.None;
        }
        var request = new SearchRequest { Query = question, Limit = settings.Limit };
        var found = await calls.SearchAsync(request, principal, cancellationToken);
        if (!found.IsSuccess)
        {
            LogKnowledgeAway(logger, found.Error.Code);
            return FoundPassages.Unavailable;
        }
        if (found.Value.DocumentCount == 0)
        {
            emptyTenants.Add(principal.TenantId);
        }
        return new FoundPassages([.. found.Value.Hits.Select(ToPassage)], Consulted: true);
    }

    private static Passage ToPassage(Hit hit) =>
        new()
        {
            DocumentId = hit.DocumentId,
            ChunkId = hit.ChunkId,
            Title = hit.Title,
            Url = hit.Url,
            Question = hit.Question,
            Text = hit.Text,
            Score = hit.Score,
        };

    [LoggerMessage(
        EventId = 2200,
        Level = LogLevel.Warning,
        Message = "Knowledge answered {Code}, so a reply is made without the company's documents."
    )]
    private static partial void LogKnowledgeAway(ILogger logger, string code);
}
