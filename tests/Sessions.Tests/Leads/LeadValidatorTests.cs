using Chat.ServiceDefaults;
using Chat.Sessions.Leads;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Leads;

public sealed class LeadValidatorTests
{
    private static readonly CaptureLead Least = new()
    {
        TenantId = Ids.New(),
        ConversationId = Ids.New(),
        ToolCallId = "c",
        Origin = null,
        Details = new LeadDetails
        {
            Name = "n",
            Email = "a@b.example",
            Company = "",
            Phone = "",
            ProjectDetails = "p",
            Source = "s",
        },
    };

    [Theory]
    [InlineData(1, 1, 0, 0, 1, 1, null)]
    [InlineData(200, 200, 200, 50, 5_000, 100, null)]
    [InlineData(0, 1, 0, 0, 1, 1, "/toolCallId length")]
    [InlineData(201, 1, 0, 0, 1, 1, "/toolCallId length")]
    [InlineData(1, 0, 0, 0, 1, 1, "/name length")]
    [InlineData(1, 201, 0, 0, 1, 1, "/name length")]
    [InlineData(1, 1, 201, 0, 1, 1, "/company length")]
    [InlineData(1, 1, 0, 51, 1, 1, "/phone length")]
    [InlineData(1, 1, 0, 0, 0, 1, "/projectDetails length")]
    [InlineData(1, 1, 0, 0, 5_001, 1, "/projectDetails length")]
    [InlineData(1, 1, 0, 0, 1, 0, "/source length")]
    [InlineData(1, 1, 0, 0, 1, 101, "/source length")]
    public void Validate_TextsAtTheBounds_AreTakenUpToThem(
        int call,
        int name,
        int company,
        int phone,
        int project,
        int source,
        string? fault
    )
    {
        var request = Least with
        {
            ToolCallId = new string('x', call),
            Details = Least.Details with
            {
                Name = new string('x', name),
                Company = new string('x', company),
                Phone = new string('x', phone),
                ProjectDetails = new string('x', project),
                Source = new string('x', source),
            },
        };

        Assert.Equal(fault is null ? [] : [fault], Faults(request));
    }

    [Fact]
    public void Validate_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            [
                "/toolCallId characters",
                "/name characters",
                "/company characters",
                "/phone characters",
                "/projectDetails characters",
                "/source characters",
                "/email format",
            ],
            Faults(
                Least with
                {
                    ToolCallId = "\0",
                    Details = new LeadDetails
                    {
                        Name = "\0",
                        Email = "",
                        Company = "\0",
                        Phone = "\0",
                        ProjectDetails = "\0",
                        Source = "\0",
                    },
                }
            )
        );

    [Fact]
    public void ToDomain_Request_IsTrimmedAndComplete()
    {
        var (conversationId, messageId, replyId) = (Ids.New(), Ids.New(), Ids.New());

        var captured = new Wire.CaptureLeadRequest
        {
            ConversationId = conversationId.ToString(),
            ToolCallId = "call",
            MessageId = messageId.ToString(),
            ReplyId = replyId.ToString(),
            Name = " Ada ",
            Email = " ada@example.com ",
            Company = " Engines ",
            Phone = " 1 ",
            ProjectDetails = " An engine ",
            Source = "widget",
        }.ToDomain(Least.TenantId);

        Assert.Equal(
            new CaptureLead
            {
                TenantId = Least.TenantId,
                ConversationId = conversationId,
                ToolCallId = "call",
                Origin = new LeadOrigin(messageId, replyId),
                Details = new LeadDetails
                {
                    Name = "Ada",
                    Email = "ada@example.com",
                    Company = "Engines",
                    Phone = "1",
                    ProjectDetails = "An engine",
                    Source = "widget",
                },
            },
            captured
        );
    }

    [Fact]
    public void ToDomain_NoMessage_HasNoOrigin() =>
        Assert.Null(
            new Wire.CaptureLeadRequest { ConversationId = Ids.NewText() }
                .ToDomain(Least.TenantId)
                .Origin
        );

    [Theory]
    [InlineData("", null)]
    [InlineData("x", "x")]
    public void From_WhatWasNotLeft_IsNull(string left, string? shown)
    {
        var lead = new Lead
        {
            Id = Ids.New(),
            ConversationId = Ids.New(),
            Details = Least.Details with { Company = left, Phone = left },
            CapturedAt = DateTime.UnixEpoch,
        };

        var answer = LeadAnswer.From(lead);

        Assert.Equal((shown, shown), (answer.Company, answer.Phone));
        Assert.Equal(
            (lead.Id, lead.ConversationId, "n", "a@b.example", "p", "s", DateTime.UnixEpoch),
            (
                answer.Id,
                answer.ConversationId,
                answer.Name,
                answer.Email,
                answer.ProjectDetails,
                answer.Source,
                answer.CapturedAt
            )
        );
    }

    private static IEnumerable<string> Faults(CaptureLead request) =>
        LeadValidator.Validate(request)?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}") ?? [];
}
