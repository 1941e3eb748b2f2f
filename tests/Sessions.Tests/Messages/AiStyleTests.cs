using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Messages;

/// <summary>How the AI is to appear comes with the answer to the message it answers.</summary>
[Trait("Level", "Component")]
public sealed class AiStyleTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Owner => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Post_NothingSet_SaysNothing()
    {
        var posted = await visitor.PostAsync(visitor.Question("Hello"));

        Assert.NotNull(posted.Lease);
        Assert.Null(posted.Character);
        Assert.Null(posted.Pace);
    }

    [Fact]
    public async Task Post_Character_IsForWhoAnswersAlone()
    {
        await Owner.ChangeSettingsAsync(
            "ai",
            new
            {
                character = new
                {
                    name = "Mia",
                    tone = "warm",
                    personality = "curious",
                    rules = new[] { "Never promise." },
                    expertise = new[] { "shoes", "socks" },
                    bio = "Born in Bern.",
                },
            }
        );

        var asked = await visitor.PostAsync(visitor.Question("Hello"));
        var busy = await visitor.PostAsync(visitor.Question("And?", asked.Conversation.Id));
        var told = await visitor.PostAsync("Hello");

        var character = asked.Character;
        Assert.Equal(
            ("Mia", "warm", "curious", ""),
            (character.Name, character.Tone, character.Personality, character.Formality)
        );
        Assert.Equal(["Never promise."], character.Rules);
        Assert.Equal(["shoes", "socks"], character.Expertise);
        // Who waits for its turn plays the same.
        Assert.Equal(character, busy.Character);
        Assert.Null(told.Character);
    }

    [Fact]
    public async Task Post_Paced_TellsThePaceOfCustomersMessagesAtOnceEverywhere()
    {
        await visitor.PostAsync("Hello");
        await Owner.ChangeSettingsAsync(
            "ai",
            new { debounceMilliseconds = 700, simulation = new { enabled = true, typingCharactersPerMinute = 900 } }
        );

        var posted = await visitor.PostAsync("Hello");
        var message = visitor.Message("We are here.", posted.Conversation.Id);
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = "a" };
        var ofAgent = await Owner.PostAsync(message);

        Assert.Equal((700, 900), (posted.Pace.DebounceMilliseconds, posted.Pace.Simulation.CharactersPerMinute));
        Assert.Equal(
            (300, 1_000),
            (posted.Pace.Simulation.Delivery.MinMilliseconds, posted.Pace.Simulation.Delivery.MaxMilliseconds)
        );
        Assert.Null(ofAgent.Pace);
    }

    [Fact]
    public async Task Post_DebounceAlone_HasNoSimulation()
    {
        await Owner.ChangeSettingsAsync("ai", new { debounceMilliseconds = 700 });

        var pace = (await visitor.PostAsync("Hello")).Pace;

        Assert.Equal(700, pace.DebounceMilliseconds);
        Assert.Null(pace.Simulation);
    }

    [Fact]
    public async Task Post_HistoryBound_IsTheTenantsForTheAi()
    {
        await Owner.ChangeSettingsAsync("chat", new { maxHistoryMessages = 2 });
        var id = (await visitor.PostAsync("1")).Conversation.Id;
        await visitor.PostAsync("2", id);
        await visitor.PostAsync("3", id);
        var (asking, telling) = (visitor.Question("4", id), visitor.Message("5", id));
        (asking.HistoryLimit, telling.HistoryLimit) = (50, 50);

        var asked = await visitor.PostAsync(asking);
        var told = await visitor.PostAsync(telling);

        Assert.Equal(["2", "3"], asked.History.Select(static message => message.Text));
        Assert.Equal(4, told.History.Count);
    }
}
