using Chat.Contracts.Knowledge.V1;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>Asks Knowledge for passages. A reply is made with or without them, so nothing here fails.</summary>
internal sealed partial class PassageFinder(
    Retrieval.RetrievalClient retrieval,
    EmptyTenants emptyTenants,
    IOptions<PassagesOptions> options,
    ILogger<PassageFinder> logger
)
{
    /// <summary>The passages that answer the question best.</summary>
    public async Task<FoundPassages> FindAsync(
        Principal principal,
        string question,
        string locale,
        CancellationToken cancellationToken
    )
    {
        var settings = options.Value;
        if (!settings.Enabled || emptyTenants.Contains(principal.TenantId))
        {
            return FoundPassages.None;
        }
        var request = new SearchRequest
        {
            Query = question,
            Limit = settings.Limit,
            Locale = locale,
        };
        try
        {
            var found = await retrieval.SearchAsync(
                request,
                GrpcCall.As(principal, cancellationToken, settings.Timeout)
            );
            if (found.DocumentCount == 0)
            {
                emptyTenants.Add(principal.TenantId);
            }
            return new FoundPassages([.. found.Hits.Select(ToPassage)], Consulted: true);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            // The engine gives a deadline the form of a cancellation. A reply that is being stopped does not care.
            LogKnowledgeAway(logger, (exception as RpcException)?.StatusCode ?? StatusCode.DeadlineExceeded);
            return FoundPassages.Unavailable;
        }
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
        Message = "Knowledge answered {Status}, so a reply is made without the company's documents."
    )]
    private static partial void LogKnowledgeAway(ILogger logger, StatusCode status);
}
