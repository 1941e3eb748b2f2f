using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;
using Chat.Sessions.Messages;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>The query of the list of conversations, read field by field.</summary>
public sealed class ConversationListQueryTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";

    [Fact]
    public void ToFilter_NothingSaid_IsEverythingNewestFirst()
    {
        var filter = new ConversationListQuery().ToFilter().Value;

        Assert.Empty(filter.Statuses);
        Assert.Equal(new ConversationFilter { Statuses = filter.Statuses, Limit = PageRequest.DefaultLimit }, filter);
        Assert.False(filter.IsOfCompany);
    }

    [Fact]
    public void ToFilter_EverythingSaid_HasEachField()
    {
        var (agent, customer, team) = (Ids.New(), Ids.New(), Ids.New());
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2));

        var filter = new ConversationListQuery
        {
            Status = "queued",
            Q = "ada",
            ExternalId = "e",
            Mode = "manual",
            Priority = "high",
            Channel = "web",
            AssignedAgentId = agent,
            CustomerId = customer,
            Tag = "t",
            Label = "needs_review",
            UserCategory = "vip",
            TeamId = team,
            Department = "sales",
            CreatedSince = noon,
            CreatedBefore = noon.AddHours(1),
            UpdatedSince = noon.AddHours(2),
            Sort = "queuedAt",
            Cursor = $"5_{Id}",
            Limit = 7,
        }
            .ToFilter()
            .Value;

        Assert.Equal([ConversationStatus.Queued], filter.Statuses);
        Assert.Equal(
            new ConversationFilter
            {
                Statuses = filter.Statuses,
                Query = "ada",
                ExternalId = "e",
                Mode = ConversationMode.Manual,
                Priority = ConversationPriority.High,
                Channel = "web",
                AssignedAgentId = agent,
                CustomerId = customer,
                Tag = "t",
                Label = TrainingLabel.NeedsReview,
                UserCategory = "vip",
                TeamId = team,
                Department = "sales",
                CreatedSince = noon.UtcDateTime,
                CreatedBefore = noon.UtcDateTime.AddHours(1),
                UpdatedSince = noon.UtcDateTime.AddHours(2),
                Sort = ConversationSort.LongestWaiting,
                Cursor = new ConversationCursor(new Guid(Id), new DateTime(5, DateTimeKind.Utc)),
                Limit = 7,
            },
            filter
        );
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("open", "Open")]
    [InlineData("open,queued,", "Open,Queued")]
    [InlineData(",closed", "Closed")]
    [InlineData("open,open", null)]
    [InlineData("open, queued", null)]
    [InlineData("Open", null)]
    [InlineData("snoozed", null)]
    public void ToFilter_Status_IsOneOrMoreEachOnce(string status, string? names)
    {
        var read = new ConversationListQuery { Status = status }.ToFilter();

        Assert.Equal(names, read.IsSuccess ? string.Join(',', read.Value.Statuses) : null);
        Assert.Equal(names is null ? ["/status unknown"] : [], Faults(read.Error));
    }

    [Theory]
    [InlineData(null, null, ConversationSort.NewestFirst)]
    [InlineData("", null, ConversationSort.NewestFirst)]
    [InlineData("-createdAt", null, ConversationSort.NewestFirst)]
    [InlineData("createdAt", null, ConversationSort.OldestFirst)]
    [InlineData("queuedAt", "queued", ConversationSort.LongestWaiting)]
    internal void ToFilter_Sort_IsThatOrder(string? sort, string? status, ConversationSort order) =>
        Assert.Equal(
            order,
            new ConversationListQuery { Sort = sort, Status = status }
                .ToFilter()
                .Value.Sort
        );

    [Theory]
    [InlineData("queuedAt", null)]
    [InlineData("queuedAt", "open")]
    [InlineData("queuedAt", "queued,open")]
    [InlineData("-queuedAt", "queued")]
    [InlineData("updatedAt", null)]
    public void ToFilter_SortThatNoIndexGives_IsRefused(string sort, string? status) =>
        Assert.Equal(
            ["/sort unknown"],
            Faults(
                new ConversationListQuery { Sort = sort, Status = status }
                    .ToFilter()
                    .Error
            )
        );

    [Theory]
    [InlineData(null, Id, true)]
    [InlineData("createdAt", Id, true)]
    [InlineData("queuedAt", "1_" + Id, true)]
    [InlineData("queuedAt", Id, false)]
    [InlineData("createdAt", "1_" + Id, false)]
    [InlineData(null, "x", false)]
    public void ToFilter_Cursor_IsOneOfTheSameOrder(string? sort, string cursor, bool isFine) =>
        Assert.Equal(
            isFine ? [] : ["/cursor format"],
            Faults(
                new ConversationListQuery
                {
                    Status = "queued",
                    Sort = sort,
                    Cursor = cursor,
                }
                    .ToFilter()
                    .Error
            )
        );

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(PageRequest.MaxLimit, true)]
    [InlineData(PageRequest.MaxLimit + 1, false)]
    public void ToFilter_Limit_IsWithinItsBounds(int limit, bool isFine) =>
        Assert.Equal(
            isFine ? [] : ["/limit out_of_range"],
            Faults(
                new ConversationListQuery { Limit = limit }
                    .ToFilter()
                    .Error
            )
        );

    [Theory]
    [InlineData("/q", ConversationLimits.Search)]
    [InlineData("/externalId", MessagesLimits.ExternalId)]
    [InlineData("/channel", ConversationLimits.Channel)]
    [InlineData("/tag", ConversationLimits.Tag)]
    [InlineData("/userCategory", ConversationLimits.Classification)]
    [InlineData("/department", ConversationLimits.Classification)]
    public void ToFilter_TextAtItsBound_IsTakenUpToIt(string pointer, int most)
    {
        Assert.Empty(Faults(Asking(pointer, new string('x', most)).ToFilter().Error));
        Assert.Equal([$"{pointer} length"], Faults(Asking(pointer, new string('x', most + 1)).ToFilter().Error));
        Assert.Equal([$"{pointer} characters"], Faults(Asking(pointer, "\0").ToFilter().Error));
    }

    [Theory]
    [InlineData("/q", true)]
    [InlineData("/tag", true)]
    [InlineData("/userCategory", true)]
    [InlineData("/department", true)]
    [InlineData("/externalId", false)]
    [InlineData("/channel", false)]
    public void IsOfCompany_Text_IsWhatTheCompanyFilesBy(string pointer, bool isOfCompany)
    {
        Assert.Equal(isOfCompany, Asking(pointer, "x").ToFilter().Value.IsOfCompany);
        Assert.False(Asking(pointer, "").ToFilter().Value.IsOfCompany);
    }

    [Fact]
    public void IsOfCompany_LabelOrTeam_IsWhatTheCompanyFilesBy()
    {
        Assert.True(
            new ConversationListQuery { Label = "good" }
                .ToFilter()
                .Value.IsOfCompany
        );
        Assert.True(
            new ConversationListQuery { TeamId = Ids.New() }
                .ToFilter()
                .Value.IsOfCompany
        );
    }

    [Fact]
    public void ToFilter_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            [
                "/cursor format",
                "/label unknown",
                "/limit out_of_range",
                "/mode unknown",
                "/priority unknown",
                "/sort unknown",
                "/status unknown",
            ],
            Faults(
                    new ConversationListQuery
                    {
                        Status = "x",
                        Mode = "AI",
                        Priority = "x",
                        Label = "x",
                        Sort = "x",
                        Cursor = "x",
                        Limit = 0,
                    }
                        .ToFilter()
                        .Error
                )
                .Order()
        );

    private static ConversationListQuery Asking(string pointer, string text) =>
        pointer switch
        {
            "/q" => new() { Q = text },
            "/externalId" => new() { ExternalId = text },
            "/channel" => new() { Channel = text },
            "/tag" => new() { Tag = text },
            "/userCategory" => new() { UserCategory = text },
            _ => new() { Department = text },
        };

    private static IEnumerable<string> Faults(Error? error) =>
        (error as Invalid)?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}") ?? [];
}
