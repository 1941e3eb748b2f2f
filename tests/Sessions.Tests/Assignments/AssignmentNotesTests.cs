using System.Net;
using System.Text.Json;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Grpc.Net.Client;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Assignments;

/// <summary>What is told the colleague who gets a conversation; whoever says it is answered with success, so it must be kept.</summary>
[Trait("Level", "Component")]
public sealed class AssignmentNotesTests(SessionsFixture sessions)
{
    private const string Told = "Wants a refund";
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Transfer_OverGrpc_IsKept()
    {
        var (from, to) = (await office.AgentAsync(), await office.AgentAsync(online: true));
        var id = await HeldAsync(from);
        using var channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);

        await new Wire.Assignments.AssignmentsClient(channel).TransferAsync(
            new Wire.TransferRequest
            {
                ConversationId = id,
                AgentId = to.Principal.Subject,
                Note = Told,
            },
            from.Options(TestContext.Current.CancellationToken)
        );

        await office.AssignedAsync(id, to);
        Assert.Equal((Told, from.Principal.Subject), await NoteAsync(id));
    }

    [Fact]
    public async Task Queue_WaitsAlready_IsKeptAsTheOnlyChange()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();
        var before = await office.GetAsync(id);

        var after = await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/queue", new { note = Told }));

        Assert.Equal((Told, agent.Principal.Subject), await NoteAsync(id));
        Assert.Equal(before.GetProperty("queuedAt").GetString(), after.GetProperty("queuedAt").GetString());
        Assert.Equal("added", (await office.Backend.ListAsync(id)).Messages[^1].Event.NoteChanged.Change);
    }

    [Fact]
    public async Task Queue_WaitsAlreadyAndMoreIsAsked_BothAreKept()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();

        await Office.DoneAsync(
            agent.SubmitAsync($"/v1/conversations/{id}/queue", new { note = Told, department = "Billing" })
        );

        Assert.Equal((Told, agent.Principal.Subject), await NoteAsync(id));
        Assert.Equal("Billing", (await office.GetAsync(id)).GetProperty("department").GetString());
        Assert.Equal(["routing"], (await office.Backend.ListAsync(id)).Messages[^1].Event.DetailsChanged.Fields);
    }

    [Fact]
    public async Task Escalate_ByTheBackend_IsKeptWhetherOrNotAnAgentHasIt()
    {
        var agent = await office.AgentAsync();
        var free = await office.ConversationAsync();
        var held = await HeldAsync(agent);

        await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{free}/escalate", new { note = Told }));
        await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{held}/escalate", new { note = Told }));

        Assert.Equal(Told, (await NoteAsync(free)).Text);
        Assert.Equal(Told, (await NoteAsync(held)).Text);
        Assert.Equal("queued", (await office.GetAsync(free)).GetProperty("status").GetString());
        await office.AssignedAsync(held, agent);
    }

    [Theory]
    [InlineData("queue", null)]
    [InlineData("queue", "Billing")]
    [InlineData("escalate", null)]
    public async Task Queue_AskedForAgain_KeepsOneNote(string call, string? department)
    {
        var id = await office.ConversationAsync();

        for (var i = 0; i < 2; i++)
        {
            await Office.DoneAsync(
                office.Backend.SubmitAsync($"/v1/conversations/{id}/{call}", new { note = Told, department })
            );
        }

        Assert.Equal(Told, (await NoteAsync(id)).Text);
    }

    [Fact]
    public async Task Assign_AskedForAgain_KeepsOneNoteButOneForEachTimeItMoves()
    {
        var (one, other) = (await office.AgentAsync(online: true), await office.AgentAsync(online: true));
        var id = await office.ConversationAsync();

        foreach (var agent in new[] { one, one, other, one })
        {
            await Office.DoneAsync(AssignAsync(id, agent, Told));
        }

        Assert.Equal([Told, Told, Told], (await NotesAsync(id)).Select(note => note.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Escalate_ByTheCustomer_WritesNoNote()
    {
        var visitor = office.Visitor();

        var id = await office.WaitingAsync(visitor, new { note = Told });

        Assert.Empty(await NotesAsync(id));
    }

    [Fact]
    public async Task Assign_ToWhoHasIt_IsKeptAsTheOnlyChange()
    {
        var agent = await office.AgentAsync(online: true);
        var id = await HeldAsync(agent);

        await Office.DoneAsync(AssignAsync(id, agent, Told));

        Assert.Equal(Told, (await NoteAsync(id)).Text);
        Assert.NotNull((await office.Backend.ListAsync(id)).Messages[^1].Event.NoteChanged);
        await office.AssignedAsync(id, agent);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("n", true)]
    [InlineData("a\0b", false)]
    public Task Assign_Note_HasBounds(string note, bool isTaken) => TakesAsync(note, isTaken);

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    public Task Assign_LongNote_HasBounds(int length, bool isTaken) => TakesAsync(new string('n', length), isTaken);

    private async Task TakesAsync(string note, bool isTaken)
    {
        var agent = await office.AgentAsync(online: true);
        var id = await office.ConversationAsync();

        var (status, body) = await AssignAsync(id, agent, note);

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        if (!isTaken)
        {
            Assert.Equal("/note", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
        }
    }

    private async Task<string> HeldAsync(Caller agent)
    {
        var id = await office.ConversationAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        return id;
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> AssignAsync(string id, Caller agent, string note) =>
        office.Backend.PutAsync($"/v1/conversations/{id}/assign", new { agentId = agent.Principal.Subject, note });

    private async Task<(string? Text, string? Author)> NoteAsync(string id)
    {
        var note = Assert.Single(await NotesAsync(id));
        return (note.GetProperty("text").GetString(), note.GetProperty("authorId").GetString());
    }

    private async Task<IReadOnlyList<JsonElement>> NotesAsync(string id) =>
        [
            .. (await Office.DoneAsync(office.Backend.GetAsync($"/v1/conversations/{id}/notes")))
                .GetProperty("data")
                .EnumerateArray(),
        ];
}
