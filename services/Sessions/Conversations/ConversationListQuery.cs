using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Labels;
using Chat.Sessions.Messages;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Conversations;

/// <summary>The query of the list of conversations, as it comes.</summary>
internal sealed record ConversationListQuery
{
    [FromQuery, Description("One or more, by commas.")]
    public string? Status { get; init; }

    [
        FromQuery,
        Description(
            "Words that must all be in the subject or in the customer's name and email, whole or their beginning; of the "
                + "newest 10,000 where they are. 1 to 200 UTF-16 units, for the company."
        )
    ]
    public string? Q { get; init; }

    [FromQuery, Description("The one that was begun under this name; at most 200 UTF-16 units.")]
    public string? ExternalId { get; init; }

    [FromQuery, Description("ai or manual.")]
    [AllowedValues("ai", "manual")]
    public string? Mode { get; init; }

    [FromQuery]
    [AllowedValues("low", "medium", "high", "urgent")]
    public string? Priority { get; init; }

    [FromQuery]
    public string? Channel { get; init; }

    [FromQuery]
    public Guid? AssignedAgentId { get; init; }

    [FromQuery]
    public Guid? CustomerId { get; init; }

    [FromQuery]
    public string? Tag { get; init; }

    [FromQuery, Description("good, bad or needs_review.")]
    [AllowedValues("good", "bad", "needs_review")]
    public string? Label { get; init; }

    [FromQuery]
    public string? UserCategory { get; init; }

    [FromQuery]
    public Guid? TeamId { get; init; }

    [FromQuery]
    public string? Department { get; init; }

    [FromQuery, Description("Only those begun at this time or later; with time zone.")]
    public DateTimeOffset? CreatedSince { get; init; }

    [FromQuery, Description("Only those begun before; with time zone.")]
    public DateTimeOffset? CreatedBefore { get; init; }

    [FromQuery, Description("Only those with a message or change since then; with time zone.")]
    public DateTimeOffset? UpdatedSince { get; init; }

    [FromQuery, Description("-createdAt (default), createdAt, or queuedAt (with status=queued: who waits longest).")]
    [AllowedValues("-createdAt", "createdAt", "queuedAt")]
    public string? Sort { get; init; }

    [FromQuery, Description("nextCursor of the page before, of the same query.")]
    public string? Cursor { get; init; }

    [FromQuery, Description("1 to 100, default 50.")]
    public int? Limit { get; init; }

    public Result<ConversationFilter> ToFilter()
    {
        List<FieldFault> faults = [];
        var statuses = Statuses(faults);
        var sort = ParseSort(faults, statuses);
        var cursor = ParseCursor(faults, sort);
        var mode = Word(faults, "/mode", Mode, ParseMode, "ai or manual");
        var priority = Word(
            faults,
            "/priority",
            Priority,
            ConversationNames.ParsePriority,
            $"one of {ConversationNames.AllPriorities}"
        );
        var label = Word(faults, "/label", Label, LabelNames.Parse, LabelNames.All);
        CheckTexts(faults);
        return faults.Count > 0
            ? new Invalid(faults)
            : new ConversationFilter
            {
                Statuses = statuses,
                Query = NullIfEmpty(Q),
                ExternalId = NullIfEmpty(ExternalId),
                Mode = mode,
                Priority = priority,
                Channel = NullIfEmpty(Channel),
                AssignedAgentId = AssignedAgentId,
                CustomerId = CustomerId,
                Tag = NullIfEmpty(Tag),
                Label = label,
                UserCategory = NullIfEmpty(UserCategory),
                TeamId = TeamId,
                Department = NullIfEmpty(Department),
                CreatedSince = CreatedSince?.UtcDateTime,
                CreatedBefore = CreatedBefore?.UtcDateTime,
                UpdatedSince = UpdatedSince?.UtcDateTime,
                Sort = sort,
                Cursor = cursor,
                Limit = Limit ?? PageRequest.DefaultLimit,
            };
    }

    private void CheckTexts(List<FieldFault> faults)
    {
        DetailsRules.Text(faults, "/q", Q, 0, ConversationLimits.Search);
        DetailsRules.Text(faults, "/externalId", ExternalId, 0, MessagesLimits.ExternalId);
        DetailsRules.Text(faults, "/channel", Channel, 0, ConversationLimits.Channel);
        DetailsRules.Text(faults, "/tag", Tag, 0, ConversationLimits.Tag);
        DetailsRules.Text(faults, "/userCategory", UserCategory, 0, ConversationLimits.Classification);
        DetailsRules.Text(faults, "/department", Department, 0, ConversationLimits.Classification);
        if (Limit is < 1 or > PageRequest.MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}."));
        }
    }

    // A word that may be left out.
    private static T? Word<T>(List<FieldFault> faults, string pointer, string? said, Func<string, T?> parse, string all)
        where T : struct
    {
        if (string.IsNullOrEmpty(said))
        {
            return null;
        }

        var known = parse(said);
        if (known is null)
        {
            faults.Add(new FieldFault(pointer, "unknown", $"Must be {all}."));
        }

        return known;
    }

    private static ConversationMode? ParseMode(string name) =>
        name switch
        {
            "ai" => ConversationMode.Ai,
            "manual" => ConversationMode.Manual,
            _ => null,
        };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private List<ConversationStatus> Statuses(List<FieldFault> faults)
    {
        var statuses = new List<ConversationStatus>();
        foreach (var name in (Status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ConversationNames.ParseStatus(name) is not { } status || statuses.Contains(status))
            {
                faults.Add(new FieldFault("/status", "unknown", $"Must be of {ConversationNames.AllStatuses}."));
                return statuses;
            }

            statuses.Add(status);
        }

        return statuses;
    }

    private ConversationSort ParseSort(List<FieldFault> faults, List<ConversationStatus> statuses)
    {
        switch (Sort)
        {
            case null or "" or "-createdAt":
                return ConversationSort.NewestFirst;
            case "createdAt":
                return ConversationSort.OldestFirst;
            case "queuedAt" when statuses is [ConversationStatus.Queued]:
                return ConversationSort.LongestWaiting;
            default:
                faults.Add(
                    new FieldFault(
                        "/sort",
                        "unknown",
                        "Must be -createdAt, createdAt or, with status=queued, queuedAt."
                    )
                );
                return default;
        }
    }

    private ConversationCursor? ParseCursor(List<FieldFault> faults, ConversationSort sort)
    {
        if (string.IsNullOrEmpty(Cursor))
        {
            return null;
        }

        var cursor = ConversationCursor.Parse(Cursor);
        if (cursor is null || cursor.Value.QueuedAt is null == sort is ConversationSort.LongestWaiting)
        {
            faults.Add(new FieldFault("/cursor", "format", "Must be the nextCursor of a page of the same query."));
        }

        return cursor;
    }
}
