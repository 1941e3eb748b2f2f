using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Passages;
using Chat.Inference.Prompts;
using Chat.Inference.Tools;
using Microsoft.Extensions.Options;
using PageContext = Chat.Contracts.Inference.V1.PageContext;

namespace Chat.Inference.Replies;

public sealed class ReplyPromptsTests
{
    private readonly ReplyPrompts _prompts = new(
        new PromptBuilder(Options.Create(new PromptsOptions())),
        new ToolCatalog(new ToolShelf([], []))
    );

    private readonly ReplyRequest _request = new() { Text = "what came now" };

    private readonly PostMessageResponse _posted = new() { Message = new Message { Text = "what is stored" } };

    [Theory]
    [InlineData(AuthorKind.Visitor, false)]
    [InlineData(AuthorKind.User, false)]
    [InlineData(AuthorKind.Ai, true)]
    [InlineData(AuthorKind.Agent, true)]
    public void Prepare_EarlierMessage_IsTheCompanysOrThePersons(AuthorKind kind, bool fromCompany) =>
        Assert.Equal([new ChatTurn(fromCompany, "earlier")], Prepare(Said(kind, "earlier")).History);

    [Fact]
    public void Prepare_WhatNobodySaid_IsLeftOut() =>
        Assert.Equal(
            [new ChatTurn(false, "a")],
            Prepare(
                Said(AuthorKind.System, "joined"),
                Said(AuthorKind.Visitor, "a"),
                Said(AuthorKind.Agent, "")
            ).History
        );

    // A message that is answered again need not be what its retry brought along.
    [Fact]
    public void Prepare_Question_IsTheStoredOne() => Assert.Equal("what is stored", Prepare().Question);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prepare_Knowledge_IsConsultedOrNot(bool consulted)
    {
        var found = consulted ? FoundPassages.None : FoundPassages.Unavailable;

        var prompt = _prompts.Prepare(Guid.CreateVersion7(), _request, _posted, [], found);

        Assert.Equal(consulted, prompt.KnowledgeConsulted);
    }

    [Fact]
    public void Prepare_FactsOfTheCaller_AreInTheSystemsText()
    {
        _request.Page = new PageContext
        {
            Url = "https://shop.example/boots",
            Title = "Title of boots",
            Description = "Description of boots",
            ContentSnippet = "Snippet of boots",
        };
        _request.UserData["plan"] = "gold-plan";

        var text = Prepare().SystemText;

        Assert.Contains("https://shop.example/boots", text, StringComparison.Ordinal);
        Assert.Contains("Title of boots", text, StringComparison.Ordinal);
        Assert.Contains("Description of boots", text, StringComparison.Ordinal);
        Assert.Contains("Snippet of boots", text, StringComparison.Ordinal);
        Assert.Contains("gold-plan", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_Character_IsPlayedWithAllThatIsSaidOfIt()
    {
        _posted.Character = new AiCharacter
        {
            Name = "Mara",
            Tone = "tone-word",
            Personality = "personality-word",
            ResponseStyle = "style-word",
            Formality = "formality-word",
            EmojiUsage = "emoji-word",
            Bio = "bio-word",
            Expertise = { "expertise-word" },
            Rules = { "rule-word" },
        };

        var text = Prepare().SystemText;

        Assert.All(
            (string[])
                [
                    "Mara",
                    "tone-word",
                    "personality-word",
                    "style-word",
                    "formality-word",
                    "emoji-word",
                    "bio-word",
                    "expertise-word",
                    "rule-word",
                ],
            word => Assert.Contains(word, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Prepare_LanguageOfFixedTexts_IsHandedOn()
    {
        _request.TextsLocale = "de";

        Assert.Equal("de", Prepare().TextsLocale);
    }

    private ChatPrompt Prepare(params Message[] history) =>
        _prompts.Prepare(Guid.CreateVersion7(), _request, _posted, history, FoundPassages.None);

    private static Message Said(AuthorKind kind, string text) =>
        new()
        {
            Author = new Author { Kind = kind },
            Text = text,
        };
}
