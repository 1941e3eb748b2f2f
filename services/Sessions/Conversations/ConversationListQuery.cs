using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Labels;
using Chat.Sessions.Paging;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Conversations;

/// <summary>The query of the list of conversations, as it comes.</summary>
internal sealed record ConversationListQuery
{
    [FromQuery, Description("One or more, by commas.")]
    public string? Status { get; init; }

    [FromQuery]
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
    public string? Label { get; init; }

    [FromQuery, Description("Only those with a message or change since then; with time zone.")]
    public DateTimeOffset? UpdatedSince { get; init; }

    [FromQuery, Description("-createdAt (default), createdAt, or queuedAt (with status=queued: who waits longest).")]
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
        ConversationPriority? priority = null;
        if (!string.IsNullOrEmpty(Priority) && (priority = ConversationNames.ParsePriority(Priority)) is null)
        {
            faults.Add(new FieldFault("/priority", "unknown", $"Must be one of {ConversationNames.AllPriorities}."));
        }

        TrainingLabel? label = null;
        if (!string.IsNullOrEmpty(Label) && (label = LabelNames.Parse(Label)) is null)
        {
            faults.Add(new FieldFault("/label", "unknown", $"Must be {LabelNames.All}."));
        }

        DetailsRules.Text(faults, "/channel", Channel, 0, ConversationLimits.Channel);
        DetailsRules.Text(faults, "/tag", Tag, 0, ConversationLimits.Tag);
        if (Limit is < 1 or > PageRequest.MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}."));
        }

        return faults.Count > 0
            ? new Invalid(faults)
            : new ConversationFilter
            {
                Statuses = statuses,
                Priority = priority,
                Channel = string.IsNullOrEmpty(Channel) ? null : Channel,
                AssignedAgentId = AssignedAgentId,
                CustomerId = CustomerId,
                Tag = string.IsNullOrEmpty(Tag) ? null : Tag,
                Label = label,
                UpdatedSince = UpdatedSince?.UtcDateTime,
                Sort = sort,
                Cursor = cursor,
                Limit = Limit ?? PageRequest.DefaultLimit,
            };
    }

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
