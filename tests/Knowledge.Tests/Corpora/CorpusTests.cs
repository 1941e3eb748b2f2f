using Chat.ServiceDefaults;

namespace Chat.Knowledge.Corpora;

public sealed class CorpusTests
{
    private readonly Corpus _corpus = new(Ids.New());

    [Fact]
    public void Announce_NothingLoaded_NeedsNoNewIndex()
    {
        Assert.False(_corpus.Announce(5, required: false));
        Assert.Equal((5, 0, false), (_corpus.Wanted, _corpus.Required, _corpus.IsCurrent));
    }

    [Fact]
    public void Announce_Committed_IsRequiredToo()
    {
        _ = _corpus.Announce(5, required: true);
        _ = _corpus.Announce(7, required: false);

        Assert.Equal((7, 5), (_corpus.Wanted, _corpus.Required));
    }

    [Fact]
    public void Announce_OlderVersion_ChangesNothing()
    {
        _ = _corpus.Announce(5, required: true);

        _ = _corpus.Announce(3, required: true);

        Assert.Equal((5, 5), (_corpus.Wanted, _corpus.Required));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Announce_ThereIsAnIndex_IsBuiltAnewIfItIsOlder(long version, bool isOlder)
    {
        _ = _corpus.Publish(Index(4), wantedBefore: 0, out _);

        Assert.Equal(isOlder, _corpus.Announce(version, required: false));
        Assert.Equal(!isOlder, _corpus.IsCurrent);
    }

    [Fact]
    public void Publish_WhatWasWanted_IsCurrent()
    {
        _ = _corpus.Announce(5, required: true);

        var isNewerKnown = _corpus.Publish(Index(5, bytes: 100), _corpus.Wanted, out var added);

        Assert.False(isNewerKnown);
        Assert.Equal((100, true, 5), (added, _corpus.IsCurrent, _corpus.Required));
    }

    [Fact]
    public void Publish_HeardOfANewerOneMeanwhile_AsksForAnotherLoad()
    {
        var before = _corpus.Wanted;
        _ = _corpus.Announce(5, required: true);

        Assert.True(_corpus.Publish(Index(4), before, out _));
        Assert.Equal((5, 5, false), (_corpus.Wanted, _corpus.Required, _corpus.IsCurrent));
    }

    // The load began behind the news: what it found is what there is.
    [Fact]
    public void Publish_DatabaseHasLess_SettlesForIt()
    {
        _ = _corpus.Announce(long.MaxValue, required: true);

        Assert.False(_corpus.Publish(Index(3), _corpus.Wanted, out _));
        Assert.Equal((3, 3, true), (_corpus.Wanted, _corpus.Required, _corpus.IsCurrent));
    }

    [Fact]
    public void Publish_DatabaseHasMore_IsCurrentWithIt()
    {
        _ = _corpus.Announce(5, required: true);

        Assert.False(_corpus.Publish(Index(9), _corpus.Wanted, out _));
        Assert.Equal((9, 5, true), (_corpus.Wanted, _corpus.Required, _corpus.IsCurrent));
    }

    [Fact]
    public void Publish_Again_CountsTheDifferenceOfMemory()
    {
        _ = _corpus.Publish(Index(1, bytes: 100), 0, out _);

        _ = _corpus.Publish(Index(2, bytes: 70), 1, out var added);

        Assert.Equal(-30, added);
    }

    [Fact]
    public void Load_OneIsUnderWay_IsShared()
    {
        var loading = new TaskCompletionSource<CorpusIndex>().Task;
        var begun = 0;

        var first = _corpus.Load(Start);
        var second = _corpus.Load(Start);

        Assert.Equal((1, true, true), (begun, first == loading, second == loading));

        Task<CorpusIndex> Start(Corpus corpus)
        {
            Assert.Same(_corpus, corpus);
            begun++;
            return loading;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_TheOneBeforeEnded_Begins(bool hasFailed)
    {
        var begun = 0;
        _ = _corpus.Load(Start);
        if (hasFailed)
        {
            _corpus.Fail(42);
        }
        else
        {
            _ = _corpus.Publish(Index(1), 0, out _);
        }

        _ = _corpus.Load(Start);

        Assert.Equal((2, hasFailed ? 42 : 0), (begun, _corpus.FailedAt));

        Task<CorpusIndex> Start(Corpus corpus)
        {
            begun++;
            return new TaskCompletionSource<CorpusIndex>().Task;
        }
    }

    [Fact]
    public void Publish_AfterAFailure_ForgetsIt()
    {
        _corpus.Fail(42);

        _ = _corpus.Publish(Index(1), 0, out _);

        Assert.Equal(0, _corpus.FailedAt);
    }

    [Fact]
    public void Fail_ThereIsAnIndex_KeepsIt()
    {
        _ = _corpus.Publish(Index(1), 0, out _);

        _corpus.Fail(42);

        Assert.Equal(1, _corpus.Index?.Version);
    }

    [Fact]
    public void TryEvict_NothingLoaded_DoesNot() => Assert.False(_corpus.TryEvict(out _));

    [Fact]
    public void TryEvict_LoadIsUnderWay_DoesNot()
    {
        _ = _corpus.Publish(Index(1, bytes: 100), 0, out _);
        _ = _corpus.Load(_ => new TaskCompletionSource<CorpusIndex>().Task);

        Assert.False(_corpus.TryEvict(out _));
    }

    [Fact]
    public void TryEvict_Twice_GivesItsMemoryOnce()
    {
        _ = _corpus.Publish(Index(1, bytes: 100), 0, out _);

        Assert.True(_corpus.TryEvict(out var bytes));
        Assert.Equal(100, bytes);
        Assert.False(_corpus.TryEvict(out _));
    }

    // Whoever still holds it may load; what is not in the cache counts no memory and is not built anew.
    [Fact]
    public void Publish_Evicted_CountsNoMemoryAndEndsThere()
    {
        _ = _corpus.Publish(Index(1, bytes: 100), 0, out _);
        _ = _corpus.TryEvict(out _);
        _ = _corpus.Announce(9, required: false);

        Assert.False(_corpus.Publish(Index(2, bytes: 300), 1, out var added));
        Assert.Equal(0, added);
    }

    // Who asked for it in the moment in which it is forgotten loads it all the same.
    [Fact]
    public void Publish_ForgottenAfterAFailure_CountsNoMemory()
    {
        _ = _corpus.Fail(42);

        Assert.False(_corpus.Publish(Index(1, bytes: 100), 0, out var added));
        Assert.Equal(0, added);
    }

    private static CorpusIndex Index(long version, long bytes = 1000) =>
        new()
        {
            Version = version,
            DocumentCount = 0,
            Chunks = [],
            HeadlineWeights = [],
            Lexicon = new Lexicon([], [], []),
            SkippedChunks = 0,
            Bytes = bytes,
        };
}
