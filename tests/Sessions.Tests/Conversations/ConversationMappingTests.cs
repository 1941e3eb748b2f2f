using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>A conversation, field by field, in the services' words and in those of REST.</summary>
public sealed class ConversationMappingTests
{
    private static readonly DateTime Then = States.Begin;
    private static readonly Guid Agent = new("0190b000-0000-7000-8000-000000000001");
    private static readonly Guid Customer = new("0190b000-0000-7000-8000-000000000002");
    private static readonly Guid Team = new("0190b000-0000-7000-8000-000000000003");

    private static readonly ConversationState Bare = States.In(ConversationStatus.Open);

    private static readonly ConversationState Whole = Bare with
    {
        ExternalId = "e",
        Owner = new Author(AuthorKind.User, "u", "U"),
        Mode = ConversationMode.Manual,
        Status = ConversationStatus.Pending,
        Epoch = 11,
        LastSequence = 12,
        CreatedAt = Then,
        UpdatedAt = Then.AddSeconds(1),
        Revision = 13,
        Priority = ConversationPriority.High,
        Channel = "mobile",
        Subject = "S",
        Tags = ["a", "b"],
        Metadata = """{"a":1}""",
        AssignedAgentId = Agent,
        AssignedAt = Then.AddSeconds(2),
        QueuedAt = Then.AddSeconds(3),
        CustomerId = Customer,
        UserCategory = "vip",
        TeamId = Team,
        Department = "sales",
        FirstResponseAt = Then.AddSeconds(4),
        ResolvedAt = Then.AddSeconds(5),
        ClosedAt = Then.AddSeconds(6),
        LastMessageAt = Then.AddSeconds(7),
        MessageCount = 14,
        UnreadByAgents = 15,
        UnreadByCustomer = 16,
        Satisfaction = 4,
        Label = TrainingLabel.Bad,
        Customer = new CustomerCard
        {
            Id = Customer,
            Email = "u@x",
            Name = "Bob",
            Phone = "1",
            Company = "C",
            AvatarUrl = "https://u",
        },
        AssignedAgent = new AssignedAgentCard
        {
            Id = Agent,
            Email = "g@x",
            Name = "Ada",
            AvatarUrl = "https://g",
        },
    };

    [Fact]
    public void ToWire_WholeState_HasEachField()
    {
        var wire = Whole.ToWire();

        Assert.Equal((Whole.Id.ToString(), "e", "u"), (wire.Id, wire.ExternalId, wire.Owner.Id));
        Assert.Equal((Wire.ConversationMode.Manual, Wire.ConversationStatus.Pending), (wire.Mode, wire.Status));
        Assert.Equal((11, 12), (wire.Epoch, wire.LastSequence));
        Assert.Equal((Then, Then.AddSeconds(1)), (wire.CreatedAt.ToDateTime(), wire.UpdatedAt.ToDateTime()));
    }

    [Fact]
    public void ToWire_WholeState_HasHowItIsFiled()
    {
        var details = Whole.ToWire().Details;

        Assert.Equal(
            (13, Wire.ConversationPriority.High, "mobile", "S", """{"a":1}"""),
            (details.Revision, details.Priority, details.Channel, details.Subject, details.MetadataJson)
        );
        Assert.Equal(["a", "b"], details.Tags);
        Assert.Equal(
            (Agent.ToString(), Customer.ToString(), Team.ToString()),
            (details.AssignedAgentId, details.CustomerId, details.TeamId)
        );
        Assert.Equal(("vip", "sales", "bad"), (details.UserCategory, details.Department, details.Label));
    }

    [Fact]
    public void ToWire_WholeState_HasItsCourse()
    {
        var details = Whole.ToWire().Details;

        Assert.Equal(
            Enumerable.Range(2, 6).Select(seconds => Then.AddSeconds(seconds)),
            new[]
            {
                details.AssignedAt,
                details.QueuedAt,
                details.FirstResponseAt,
                details.ResolvedAt,
                details.ClosedAt,
                details.LastMessageAt,
            }.Select(time => time.ToDateTime())
        );
        Assert.Equal(
            (14, 15, 16, 4),
            (details.MessageCount, details.UnreadByAgents, details.UnreadByCustomer, details.Satisfaction)
        );
    }

    [Fact]
    public void ToWire_Cards_HaveEachField()
    {
        var details = Whole.ToWire().Details;

        Assert.Equal(
            new Wire.CustomerCard
            {
                Id = Customer.ToString(),
                Email = "u@x",
                Name = "Bob",
                Phone = "1",
                Company = "C",
                AvatarUrl = "https://u",
            },
            details.Customer
        );
        Assert.Equal(
            new Wire.AgentCard
            {
                Id = Agent.ToString(),
                Email = "g@x",
                Name = "Ada",
                AvatarUrl = "https://g",
            },
            details.AssignedAgent
        );
    }

    [Fact]
    public void ToWire_CardsOfNames_AreEmptyBesides()
    {
        var named = Bare with
        {
            Customer = new CustomerCard { Id = Customer, Name = "Bob" },
            AssignedAgent = new AssignedAgentCard { Id = Agent, Name = "Ada" },
        };

        var details = named.ToWire().Details;

        Assert.Equal(new Wire.CustomerCard { Id = Customer.ToString(), Name = "Bob" }, details.Customer);
        Assert.Equal(new Wire.AgentCard { Id = Agent.ToString(), Name = "Ada" }, details.AssignedAgent);
    }

    [Fact]
    public void ToWire_WhatIsNotThere_IsEmpty() =>
        Assert.Equal(
            new Wire.ConversationDetails
            {
                Revision = 3,
                Priority = Wire.ConversationPriority.Low,
                Channel = "web",
                MessageCount = 1,
                UnreadByAgents = 1,
            },
            Bare.ToWire().Details
        );

    [Fact]
    public void ToWire_Snapshot_HasEachFieldAndNoDetails()
    {
        var snapshot = new ConversationSnapshot
        {
            Id = Whole.Id,
            ExternalId = "e",
            Owner = Whole.Owner,
            Mode = Whole.Mode,
            Status = Whole.Status,
            Epoch = 11,
            LastSequence = 12,
            CreatedAt = Then,
            UpdatedAt = Then.AddSeconds(1),
        };

        Assert.Equal(new Wire.Conversation(Whole.ToWire()) { Details = null }, snapshot.ToWire());
        Assert.Equal("", (snapshot with { ExternalId = null }).ToWire().ExternalId);
    }

    [Fact]
    public void ToWire_EachStatusModeAndPriority_IsItsName()
    {
        Assert.All(
            Enum.GetValues<ConversationStatus>(),
            status => Assert.Equal($"{status}", $"{(Bare with { Status = status }).ToWire().Status}")
        );
        Assert.All(
            Enum.GetValues<ConversationMode>(),
            mode => Assert.Equal($"{mode}", $"{(Bare with { Mode = mode }).ToWire().Mode}")
        );
        Assert.All(
            Enum.GetValues<ConversationPriority>(),
            priority => Assert.Equal($"{priority}", $"{(Bare with { Priority = priority }).ToWire().Details.Priority}")
        );
    }

    [Fact]
    public void From_ForTheCompany_ShowsEachField()
    {
        var answer = ConversationAnswer.From(Whole, forOwner: false);

        Assert.Equal((Whole.Id, "e", "u"), (answer.Id, answer.ExternalId, answer.Owner.Id));
        Assert.Equal(("manual", "pending", "high"), (answer.Mode, answer.Status, answer.Priority));
        Assert.Equal(("mobile", "S"), (answer.Channel, answer.Subject));
        Assert.Equal(["a", "b"], answer.Tags);
        Assert.Equal("""{"a":1}""", answer.Metadata!.Value.GetRawText());
        Assert.Equal((Agent, Whole.AssignedAgent), (answer.AssignedAgentId, answer.AssignedAgent));
        Assert.Equal((Customer, Whole.Customer), (answer.CustomerId, answer.Customer));
        Assert.Equal(
            ("vip", Team, "sales", "bad"),
            (answer.UserCategory, answer.TeamId, answer.Department, answer.Label)
        );
        Assert.Equal(
            [.. Enumerable.Range(0, 8).Select(seconds => (DateTime?)Then.AddSeconds(seconds))],
            new[]
            {
                answer.CreatedAt,
                answer.UpdatedAt,
                answer.AssignedAt,
                answer.QueuedAt,
                answer.FirstResponseAt,
                answer.ResolvedAt,
                answer.ClosedAt,
                answer.LastMessageAt,
            }
        );
        Assert.Equal((14, 15, 4), (answer.MessageCount, answer.UnreadCount, answer.Satisfaction));
        Assert.Equal((11, 12, 13), (answer.Epoch, answer.LastSequence, answer.Revision));
    }

    [Fact]
    public void From_ForItsOwner_HidesHowTheCompanyFilesIt()
    {
        var answer = ConversationAnswer.From(Whole, forOwner: true);

        Assert.Empty(answer.Tags);
        Assert.Null(answer.Metadata);
        Assert.Equal((null, null), (answer.CustomerId, answer.Customer));
        Assert.Equal((null, null, null, null), (answer.UserCategory, answer.TeamId, answer.Department, answer.Label));
        Assert.Equal(Whole.AssignedAgent! with { Email = null }, answer.AssignedAgent);
        Assert.Equal(16, answer.UnreadCount);
    }

    [Fact]
    public void ForOwner_NobodyHasIt_IsNobody() => Assert.Null(Bare.ForOwner().AssignedAgent);

    [Theory]
    [InlineData(ConversationStatus.Open, null)]
    [InlineData(ConversationStatus.Queued, null)]
    [InlineData(ConversationStatus.Assigned, null)]
    [InlineData(ConversationStatus.Pending, null)]
    [InlineData(ConversationStatus.Resolved, 5)]
    [InlineData(ConversationStatus.Closed, 6)]
    [InlineData(ConversationStatus.Abandoned, 6)]
    [InlineData(ConversationStatus.Archived, 6)]
    internal void EndedAt_Status_IsWhenItCameToThat(ConversationStatus status, int? seconds) =>
        Assert.Equal(seconds is { } after ? Then.AddSeconds(after) : null, (Whole with { Status = status }).EndedAt);

    [Theory]
    [InlineData(ConversationStatus.Resolved)]
    [InlineData(ConversationStatus.Closed)]
    [InlineData(ConversationStatus.Abandoned)]
    [InlineData(ConversationStatus.Archived)]
    internal void EndedAt_NobodyKnowsWhen_IsItsLastChange(ConversationStatus status) =>
        Assert.Equal(Whole.UpdatedAt, (Whole with { Status = status, ResolvedAt = null, ClosedAt = null }).EndedAt);
}
