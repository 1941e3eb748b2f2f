using Chat.Inference.Prompts;

namespace Chat.Inference.Providers;

public sealed class ToolCallDraftTests
{
    private readonly ToolCallDraft _draft = new();

    [Fact]
    public void Add_PiecesOfTwoCallsInterleaved_JoinsEach()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", ""));
        _draft.Add(new ToolCallPart(1, "b", "two", "{\"y\""));
        _draft.Add(new ToolCallPart(0, "", "", "{\"x\":"));
        _draft.Add(new ToolCallPart(1, "", "", ":2}"));
        _draft.Add(new ToolCallPart(0, "", "", "1}"));

        Assert.Equal(2, _draft.Count);
        Assert.Equal(("a", "one", "{\"x\":1}"), (_draft[0].Id, _draft[0].Name, _draft[0].ArgumentsJson));
        Assert.Equal(("b", "two", "{\"y\":2}"), (_draft[1].Id, _draft[1].Name, _draft[1].ArgumentsJson));
    }

    [Fact]
    public void Add_ServerWithoutIndexes_GoesOnWithTheLastCall()
    {
        _draft.Add(new ToolCallPart(null, "a", "one", "{"));
        _draft.Add(new ToolCallPart(null, "", "", "}"));
        _draft.Add(new ToolCallPart(null, "b", "two", ""));

        Assert.Equal(["{}", "{}"], [_draft[0].ArgumentsJson, _draft[1].ArgumentsJson]);
    }

    [Fact]
    public void Add_ServerThatCountsNothing_TakesAnotherIdForAnotherCall()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", "{\"x\""));
        _draft.Add(new ToolCallPart(0, "", "", ":1}"));
        _draft.Add(new ToolCallPart(0, "b", "two", "{\"y\""));
        _draft.Add(new ToolCallPart(0, "", "", ":2}"));

        Assert.Equal(2, _draft.Count);
        Assert.Equal(
            [new ToolCall("a", "one", "{\"x\":1}"), new ToolCall("b", "two", "{\"y\":2}")],
            [_draft[0], _draft[1]]
        );
    }

    [Fact]
    public void Add_AnotherIdInEveryPiece_GoesOnWithItsCall()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", "{"));
        _draft.Add(new ToolCallPart(0, "b", "", "}"));

        Assert.Equal(1, _draft.Count);
        Assert.Equal(("one", "{}"), (_draft[0].Name, _draft[0].ArgumentsJson));
    }

    [Fact]
    public void Add_SameIdInEveryPiece_GoesOnWithItsCall()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", "{"));
        _draft.Add(new ToolCallPart(0, "a", "one", "}"));

        Assert.Equal(1, _draft.Count);
        Assert.Equal(new ToolCall("a", "one", "{}"), _draft[0]);
    }

    [Fact]
    public void Add_IdAndNameInTwoPieces_AreOneCall()
    {
        _draft.Add(new ToolCallPart(0, "", "one", ""));
        _draft.Add(new ToolCallPart(0, "a", "", ""));

        Assert.Equal(1, _draft.Count);
        Assert.Equal(new ToolCall("a", "one", "{}"), _draft[0]);
    }

    [Fact]
    public void Add_Signature_StaysWithItsCall()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", "{", "c2ln"));
        _draft.Add(new ToolCallPart(0, "", "", "}"));
        _draft.Add(new ToolCallPart(1, "b", "two", "{}"));

        Assert.Equal(("c2ln", null), (_draft[0].Signature, _draft[1].Signature));
    }

    [Fact]
    public void Add_PieceWithoutIndexOfNoCall_IsInvalid() =>
        Assert.Throws<InvalidDataException>(() => _draft.Add(new ToolCallPart(null, "", "", "{}")));

    [Fact]
    public void Add_AsMuchAsATurnMayHave_IsTaken()
    {
        for (var index = 0; index < ToolCallDraft.MaxCalls; index++)
        {
            var length = ToolCallDraft.MaxArguments / ToolCallDraft.MaxCalls;
            _draft.Add(new ToolCallPart(index, "", "one", new string('x', length)));
        }

        Assert.Equal(ToolCallDraft.MaxCalls, _draft.Count);
    }

    [Fact]
    public void Add_ArgumentsOfSeveralCalls_CountTogether()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", new string('x', ToolCallDraft.MaxArguments / 2)));

        Assert.Throws<InvalidDataException>(() =>
            _draft.Add(new ToolCallPart(1, "b", "two", new string('x', (ToolCallDraft.MaxArguments / 2) + 1)))
        );
    }

    [Fact]
    public void Item_ServerWithoutIds_GivesEachCallItsOwn()
    {
        _draft.Add(new ToolCallPart(0, "", "one", ""));
        _draft.Add(new ToolCallPart(1, "", "one", ""));

        Assert.NotEqual(_draft[0].Id, _draft[1].Id);
    }

    [Fact]
    public void Add_ArgumentsOfNoCall_IsInvalid() =>
        Assert.Throws<InvalidDataException>(() => _draft.Add(new ToolCallPart(0, "", "", "{}")));

    [Fact]
    public void Add_TooManyCalls_IsInvalid()
    {
        for (var index = 0; index < ToolCallDraft.MaxCalls; index++)
        {
            _draft.Add(new ToolCallPart(index, "", "one", ""));
        }

        Assert.Throws<InvalidDataException>(() => _draft.Add(new ToolCallPart(ToolCallDraft.MaxCalls, "", "one", "")));
    }

    [Fact]
    public void Add_TooMuchOfArguments_IsInvalid()
    {
        _draft.Add(new ToolCallPart(0, "a", "one", new string('x', ToolCallDraft.MaxArguments)));

        Assert.Throws<InvalidDataException>(() => _draft.Add(new ToolCallPart(0, "", "", "x")));
    }
}
