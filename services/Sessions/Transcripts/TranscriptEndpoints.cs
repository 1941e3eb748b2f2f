using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;
using Chat.Sessions.Messages;
using Chat.Sessions.Notes;
using Chat.Sessions.Ratings;

namespace Chat.Sessions.Transcripts;

/// <summary>The REST edge of whole conversations.</summary>
internal static class TranscriptEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/v1/conversations/{id:guid}/export", ExportAsync)
            .WithSummary("Exports a conversation")
            .WithDescription(
                "Everything that is known of it as JSON, or its messages as CSV in which nothing is a formula. For "
                    + "agents and secret keys."
            )
            .Produces<TranscriptAnswer>(StatusCodes.Status200OK, "application/json", "text/csv")
            .WithProblems(400, 403, 404);
        endpoints
            .MapGet("/v1/conversations/{id:guid}/stats", StatsAsync)
            .WithSummary("Counts a conversation's messages")
            .Produces<MessageStats>()
            .WithProblems(404);
    }

    private static async Task<IResult> ExportAsync(
        Guid id,
        [Description("json (default) or csv."), AllowedValues("json", "csv")] string? format,
        HttpContext context,
        TranscriptReader reader,
        CancellationToken cancellationToken
    )
    {
        if (format is not (null or "" or "json" or "csv"))
        {
            return Invalid.Field("/format", "unknown", "Must be json or csv.").ToHttpResult();
        }

        var principal = context.GetPrincipal();
        var found = await reader.FindAsync(principal, id, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error.ToHttpResult();
        }

        var (tenantId, conversation) = (principal.TenantId, found.Value);
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"conversation-{id}.{(format == "csv" ? "csv" : "json")}\"";
        if (format == "csv")
        {
            return TypedResults.Stream(
                stream => WriteCsvAsync(stream, reader.MessagesAsync(principal, conversation, cancellationToken)),
                Csv
            );
        }

        var rating = await reader.RatingAsync(tenantId, id, cancellationToken);
        return TypedResults.Json(
            new TranscriptAnswer
            {
                Conversation = ConversationAnswer.From(conversation, forOwner: false),
                Rating = rating is null ? null : RatingAnswer.From(id, rating),
                Notes = [.. (await reader.NotesAsync(tenantId, id, cancellationToken)).Select(NoteAnswer.From)],
                Messages = reader.MessagesAsync(principal, conversation, cancellationToken).Select(MessageAnswer.From),
            }
        );
    }

    private static async Task<IResult> StatsAsync(
        Guid id,
        HttpContext context,
        GetConversationHandler conversations,
        MessageStatsStore stats,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        var found = await conversations.HandleAsync(principal, id, cancellationToken);
        return found.IsSuccess
            ? TypedResults.Ok(await stats.CountAsync(principal.TenantId, id, cancellationToken))
            : found.Error.ToHttpResult();
    }

    private static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<StoredMessage> messages)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(
            CsvText.Line(
                "sequence",
                "createdAt",
                "authorKind",
                "authorId",
                "authorName",
                "type",
                "visibility",
                "label",
                "text"
            )
        );
        await foreach (var message in messages)
        {
            var author = AuthorAnswer.From(message.Author);
            await writer.WriteAsync(
                CsvText.Line(
                    message.Sequence.ToString(CultureInfo.InvariantCulture),
                    message.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
                    author.Kind,
                    author.Id,
                    author.DisplayName,
                    message.Type.ToString().ToLowerInvariant(),
                    message.Visibility.ToString().ToLowerInvariant(),
                    message.Label is { } label ? LabelNames.Of(label) : "",
                    message.Event is { } happened ? ConversationEventAnswer.Of(happened).Kind : message.Text
                )
            );
        }
    }
}
