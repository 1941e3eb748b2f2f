using System.Net;
using Chat.Sessions.Conversations;
using Chat.Sessions.Sla;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Logs;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Sla;

[Trait("Level", "Component")]
public sealed class SlaTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_NobodyAnswersInTime_IsTheCompanysEntryOfTheLogOnce()
    {
        await EnableAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);

        await AgeAsync(id, 11);

        await MissedAsync(id, "first_response");
        await AgeAsync(id, 0);
        await JudgedAsync(id);
        Assert.Equal(["first_response"], await TargetsAsync(id));
        Assert.DoesNotContain((await visitor.ListAsync(id)).Messages, message => message.Event?.SlaMissed is not null);
    }

    [Fact]
    public async Task Sweep_AnsweredInTime_NothingIsMissed()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await SayAsync(agent, id);

        await JudgedAsync(id);

        Assert.Empty(await TargetsAsync(id));
    }

    [Fact]
    public async Task Sweep_LaterMessageUnanswered_NextResponseIsMissed()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await SayAsync(agent, id);
        await visitor.PostAsync("One more thing", id);

        await AgeAsync(id, 21);

        await MissedAsync(id, "next_response");
        Assert.Equal(["next_response"], await TargetsAsync(id));
    }

    [Fact]
    public async Task Sweep_TheLaterMessageIsDeleted_NothingIsMissed()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await SayAsync(agent, id);
        var later = (await visitor.PostAsync("One more thing", id)).Message.Id;
        await DeleteAsync(visitor, id, later);

        await AgeAsync(id, 21);
        await JudgedAsync(id);

        Assert.Empty(await TargetsAsync(id));
    }

    [Fact]
    public async Task Sweep_TheAnswerIsDeleted_NextResponseIsMissed()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await SayAsync(agent, id);
        await visitor.PostAsync("One more thing", id);
        var answer = await SayAsync(agent, id);
        await DeleteAsync(agent, id, answer);

        await AgeAsync(id, 21);

        await MissedAsync(id, "next_response");
    }

    [Fact]
    public async Task Sweep_TargetsSwitchedOff_NothingIsWatched()
    {
        var id = await office.WaitingAsync();
        await AgeAsync(id, 600);

        await Eventually.TrueAsync(async () => await WatchedAsync(id) is null, Token);

        Assert.Empty(await TargetsAsync(id));
    }

    [Fact]
    public async Task Sweep_TheAiHasIt_NothingIsWatched()
    {
        await EnableAsync();
        var id = await office.ConversationAsync();

        Assert.Null(await WatchedAsync(id));
    }

    [Fact]
    public async Task Sweep_Resolved_IsWatchedNoLonger()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/resolve", null));

        await Eventually.TrueAsync(async () => await WatchedAsync(id) is null, Token);
        Assert.Empty(await TargetsAsync(id));
    }

    [Fact]
    public async Task Sweep_ReopenedLongAfter_CountsAnewAndTellsNothingTwice()
    {
        await EnableAsync();
        var agent = await office.AgentAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await AgeAsync(id, 11);
        await MissedAsync(id, "first_response");
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await SayAsync(agent, id);
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/resolve", null));
        await Eventually.TrueAsync(async () => await WatchedAsync(id) is null, Token);
        await AgeAsync(id, 300);

        await visitor.PostAsync("It is broken again", id);
        await JudgedAsync(id);

        Assert.Equal(["first_response"], await TargetsAsync(id));
        await AgeAsync(id, 21);
        await MissedAsync(id, "next_response");
        await AgeAsync(id, 100);
        await MissedAsync(id, "resolution");
    }

    [Fact]
    public async Task Sweep_ClosedAtOnceAndReopened_WhatWasMissedBeforeIsMissedAnew()
    {
        await EnableAsync();
        var visitor = office.Visitor();
        var id = await office.WaitingAsync(visitor);
        await AgeAsync(id, 11);
        await MissedAsync(id, "first_response");
        await Office.DoneAsync(visitor.PutAsync($"/v1/conversations/{id}/close", null));
        await Office.DoneAsync(office.Backend.PutAsync($"/v1/conversations/{id}/reopen", null));
        await Office.DoneAsync(office.Backend.SubmitAsync($"/v1/conversations/{id}/queue", null));

        await AgeAsync(id, 11);

        await Eventually.TrueAsync(async () => (await TargetsAsync(id)).Count == 2, Token);
        Assert.Equal(["first_response", "first_response"], await TargetsAsync(id));
    }

    [Fact]
    public async Task Update_SwitchedOnWhileOneWaits_IsWatched()
    {
        var id = await office.WaitingAsync();
        await Eventually.TrueAsync(async () => await WatchedAsync(id) is null, Token);

        await EnableAsync();

        Assert.NotNull(await WatchedAsync(id));
        await AgeAsync(id, 11);
        await MissedAsync(id, "first_response");
    }

    [Fact]
    public async Task Update_MoreUrgentWhileItWaits_ItsTargetsCount()
    {
        await EnableAsync();
        var id = await office.WaitingAsync();
        await Office.DoneAsync(office.Backend.PatchAsync($"/v1/conversations/{id}", new { priority = "low" }));
        await AgeAsync(id, 6);
        await JudgedAsync(id);

        await Office.DoneAsync(office.Backend.PatchAsync($"/v1/conversations/{id}", new { priority = "urgent" }));

        await MissedAsync(id, "first_response");
    }

    [Fact]
    public async Task Judge_OneThatCannotBeJudged_IsInTheWayOfNoOther()
    {
        await EnableAsync();
        var broken = await office.WaitingAsync(office.Visitor());
        var next = await office.WaitingAsync(office.Visitor());
        await JudgedAsync(broken);
        await JudgedAsync(next);
        // No time can be counted from there.
        await SinceAsync(broken, "'infinity'");
        await SinceAsync(next, "now() - interval '11 minutes'");
        using var logs = new LogRecorder();
        var sweep = ActivatorUtilities.CreateInstance<SlaSweep>(
            sessions.A.Get<IServiceProvider>(),
            logs.CreateLogger<SlaSweep>()
        );

        await sweep.JudgeAsync([await DueAsync(broken), await DueAsync(next)], Token);

        Assert.Contains(broken, Assert.Single(logs.Entries).Message, StringComparison.Ordinal);
        Assert.Equal(["first_response"], await TargetsAsync(next));
    }

    private Task EnableAsync() =>
        office.SetAsync(
            "sla",
            new
            {
                enabled = true,
                low = new
                {
                    firstResponseMinutes = 10,
                    nextResponseMinutes = 20,
                    resolutionMinutes = 120,
                },
            }
        );

    private static async Task<string> SayAsync(Caller agent, string id)
    {
        var message = agent.Message("I am looking at it", id);
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = agent.Principal.Subject };
        return (await agent.PostAsync(message)).Message.Id;
    }

    private static async Task DeleteAsync(Caller author, string id, string message)
    {
        var (status, _) = await author.DeleteAsync($"/v1/conversations/{id}/messages/{message}");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    /// <summary>Everything in it happened so many minutes earlier, and it is due.</summary>
    private async Task AgeAsync(string id, int minutes)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            $"""
            update conversations
            set with_people_since = with_people_since - interval '{minutes} minutes',
                first_response_at = first_response_at - interval '{minutes} minutes'
            where id = $1;
            update messages set created_at = created_at - interval '{minutes} minutes' where conversation_id = $1;
            update sla_watch set check_at = now() where conversation_id = $1;
            """.Replace("$1", $"'{id}'", StringComparison.Ordinal)
        );
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task SinceAsync(string id, string moment)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            $"update conversations set with_people_since = {moment} where id = '{id}'"
        );
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<DueConversation> DueAsync(string id) =>
        new(
            new ConversationKey(office.Backend.Principal.TenantId, Guid.Parse(id)),
            Assert.IsType<DateTime>(await WatchedAsync(id))
        );

    /// <summary>Waits until it was looked at and nothing is due for some time.</summary>
    private Task JudgedAsync(string id) =>
        Eventually.TrueAsync(
            async () =>
            {
                await using var command = sessions.A.Admin.CreateCommand(
                    "select check_at > now() + interval '2 minutes' from sla_watch where conversation_id = $1"
                );
                command.Parameters.AddWithValue(Guid.Parse(id));
                return await command.ExecuteScalarAsync(Token) is true;
            },
            Token
        );

    private Task MissedAsync(string id, string target) =>
        Eventually.TrueAsync(async () => (await TargetsAsync(id)).Contains(target), Token);

    private async Task<List<string>> TargetsAsync(string id) =>
        [
            .. (await office.Backend.ListAsync(id))
                .Messages.Where(message => message.Event?.SlaMissed is not null)
                .Select(message => message.Event.SlaMissed.Target),
        ];

    private async Task<object?> WatchedAsync(string id)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select check_at from sla_watch where conversation_id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(id));
        return await command.ExecuteScalarAsync(Token);
    }
}
