using Chat.Contracts.Inference.V1;
using Chat.Contracts.Knowledge.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Inference.Replies;

public sealed class ReplyOrchestratorTests : IDisposable
{
    private readonly ReplyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task RunAsync_Answer_GivesAcceptedDeltasFactsDone()
    {
        _scene.Knowledge.Response = new SearchResponse { DocumentCount = 1, Hits = { Hit("d1") } };
        _scene.Provider.Says("Because", " so [1]").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal(
            [
                ReplyEvent.EventOneofCase.Accepted,
                ReplyEvent.EventOneofCase.Delta,
                ReplyEvent.EventOneofCase.Delta,
                ReplyEvent.EventOneofCase.Citation,
                ReplyEvent.EventOneofCase.Usage,
                ReplyEvent.EventOneofCase.Done,
            ],
            _scene.Caller.Events.Select(step => step.EventCase)
        );
        Assert.Equal(
            [0, 7],
            _scene.Caller.Events.Where(step => step.Delta is not null).Select(step => step.Delta.Offset)
        );
    }

    [Fact]
    public async Task RunAsync_Answer_CommitsTheWholeTextAsTheReply()
    {
        _scene.Provider.Says("Because", " so").Completes();

        await _scene.RunAsync().WithTimeout();

        var accepted = _scene.Caller.Events[0].Accepted;
        var message = _scene.Caller.Events[^1].Done.Message;
        Assert.Equal(accepted.ReplyId, message.Id);
        Assert.Equal(("Because so", MessageState.Complete), (message.Text, message.State));
    }

    [Fact]
    public async Task RunAsync_Answer_AsksTheStoreForTheRightToSpeak()
    {
        _scene.Provider.Says("Yes").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.NotEmpty(_scene.Sessions.Posted!.Lease.ReplyId);
        Assert.Equal(50, _scene.Sessions.Posted.HistoryLimit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_LiveConversationWanted_AsksTheStoreForIt(bool live)
    {
        _scene.Request.ReuseLive = live;
        _scene.Provider.Says("Yes").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal(live, _scene.Sessions.Posted!.ReuseLive);
    }

    [Fact]
    public async Task RunAsync_Character_AnswersInItsNameAndManner()
    {
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.Granted(request);
            posted.Character = new AiCharacter
            {
                Name = "Mia",
                Tone = "warm",
                Personality = "curious",
            };
            return posted;
        };
        _scene.Provider.Says("Yes").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Contains("- Name: Mia", (await _scene.Provider.Asked).SystemText, StringComparison.Ordinal);
        var speaker = Assert.Single(_scene.Sessions.Finished).Begin.Speaker;
        Assert.Equal(("assistant", "Mia"), (speaker.Id, speaker.DisplayName));
    }

    [Fact]
    public async Task RunAsync_EverythingThere_LeavesInThreeBatches()
    {
        _scene.Provider.Says("a", "b", "c").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal([1, 4, 1], _scene.Caller.All.Select(batch => batch.Events.Count));
    }

    [Fact]
    public async Task RunAsync_Answer_PutsTheUsageOnTheMessageAlone()
    {
        _scene.Provider.Says("Yes").Then(new ProviderUsage(10, 2)).Completes();

        await _scene.RunAsync().WithTimeout();

        var usage = _scene.Caller.Events[^1].Done.Message.Usage;
        Assert.Equal((10, 2, false, "model-1"), (usage.InputTokens, usage.OutputTokens, usage.Estimated, usage.Model));
        // The event of the message brings it to the ledger.
        Assert.Empty(_scene.Bookings.Booked);
    }

    [Fact]
    public async Task RunAsync_ProviderDoesNotCount_EstimatesTheUsage()
    {
        _scene.Provider.Says("Yes, of course").Completes();

        await _scene.RunAsync().WithTimeout();

        var usage = _scene.Caller.Events.Single(step => step.Usage is not null).Usage;
        Assert.True(usage.Estimated);
        Assert.Equal(4, usage.OutputTokens);
    }

    [Fact]
    public async Task RunAsync_StoreRefusesTheMessage_GivesItsError()
    {
        _scene.Sessions.OnPost = _ => throw new PreconditionFailed("conversation_closed", "Closed.").ToRpcException();

        var error = await _scene.RunAsync().WithTimeout();

        Assert.Equal("conversation_closed", error!.Code);
        Assert.Empty(_scene.Caller.All);
    }

    [Fact]
    public async Task RunAsync_StoreDoesNotAnswerInTime_GivesARetryableError()
    {
        _scene.Sessions.OnPost = _ => throw new TaskCanceledException();

        Assert.Equal("sessions_timeout", Assert.IsType<Unavailable>(await _scene.RunAsync().WithTimeout()).Code);
    }

    [Fact]
    public async Task RunAsync_KnowledgeAway_AnswersWithoutIt()
    {
        _scene.Knowledge.Failure = new RpcException(new Status(StatusCode.Unavailable, ""));
        _scene.Provider.Says("Hm").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.False((await _scene.Provider.Asked).KnowledgeConsulted);
        Assert.NotNull(_scene.Caller.Events[^1].Done);
    }

    private static Hit Hit(string document) =>
        new()
        {
            DocumentId = document,
            ChunkId = "c1",
            Title = "Title",
            Text = "Text",
            Score = 0.9,
        };
}
