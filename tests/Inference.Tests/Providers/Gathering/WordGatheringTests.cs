using System.IO.Pipelines;
using System.Text;
using Chat.Inference.Fakes;
using Chat.Inference.Providers.OpenAi;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Gathering;

/// <summary>When answers are held up, and that nothing of them is lost or late by it.</summary>
public sealed class WordGatheringTests : IDisposable
{
    private static readonly TimeSpan Interval = new GatheringOptions().Interval;
    private readonly FakeTimeProvider _clock = new();
    private readonly Pipe _upstream = new();
    private readonly OpenAiStream _answer;

    public WordGatheringTests() => _answer = new OpenAiStream(_upstream.Reader.AsStream());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _answer.Dispose();

    [Fact]
    public void Wait_AsManyAnswersAsMayBe_DoesNotWait()
    {
        var gathering = Create(atOnce: 2);
        gathering.Enter();
        gathering.Enter();

        Assert.True(gathering.WaitAsync(Cancel).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Wait_OneMore_WaitsForTheInterval()
    {
        var gathering = Create(atOnce: 1);
        gathering.Enter();
        gathering.Enter();

        var waiting = gathering.WaitAsync(Cancel);
        _clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await waiting.WithTimeout();
    }

    [Fact]
    public void Wait_OneHasLeftAgain_DoesNotWait()
    {
        var gathering = Create(atOnce: 1);
        gathering.Enter();
        gathering.Enter();
        gathering.Leave();

        Assert.True(gathering.WaitAsync(Cancel).IsCompletedSuccessfully);
    }

    [Fact]
    public void Wait_IntervalOfZero_NeverWaits()
    {
        var gathering = Gatherings.Never;
        for (var answers = 0; answers < 1_000; answers++)
        {
            gathering.Enter();
        }

        Assert.True(gathering.WaitAsync(Cancel).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task ReadAsync_FirstWords_AreNotHeldUp()
    {
        var gathering = Always();

        foreach (var word in (string[])["one", "two", "three"])
        {
            var reading = ReadAsync(gathering);
            await SayAsync(word);
            Assert.Equal(word, await reading.WithTimeout());
        }
    }

    [Fact]
    public async Task ReadAsync_AtReadingSpeed_WhatGatheredComesTogether()
    {
        var gathering = await ReadSlowlyAsync(Always());

        var held = ReadAsync(gathering);
        await SayAsync("four");
        await _clock.WaitForTimersAsync(1, Cancel).WithTimeout();
        await SayAsync("five");
        Assert.False(held.IsCompleted);
        _clock.Advance(Interval);

        Assert.Equal("four", await held.WithTimeout());
        var next = ReadAsync(gathering);
        Assert.True(next.IsCompleted);
        Assert.Equal("five", await next);
    }

    [Fact]
    public async Task ReadAsync_EachReadBringsLittle_HoldsUpOnceForAllThatIsThere()
    {
        using var trickle = new TrickleStream(_upstream.Reader.AsStream(), mostOfARead: 64);
        using var answer = new OpenAiStream(trickle);
        var gathering = await ReadSlowlyAsync(Always(), answer);

        var held = ReadAsync(gathering, answer);
        await SayAsync("word0");
        await _clock.WaitForTimersAsync(1, Cancel).WithTimeout();
        for (var word = 1; word < 50; word++)
        {
            await SayAsync($"word{word}");
        }
        _clock.Advance(Interval);

        Assert.Equal("word0", await held.WithTimeout());
        for (var word = 1; word < 50; word++)
        {
            Assert.Equal($"word{word}", await ReadAsync(gathering, answer).WithTimeout());
        }
    }

    [Fact]
    public async Task ReadAsync_StoppedWhileItGathers_EndsAtOnce()
    {
        var gathering = await ReadSlowlyAsync(Always());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var held = _answer.ReadAsync(gathering, stop.Token).AsTask();
        await SayAsync("four");
        await _clock.WaitForTimersAsync(1, Cancel).WithTimeout();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.WithTimeout());
    }

    [Fact]
    public async Task ReadAsync_EverythingAtOnce_IsNotHeldUp()
    {
        var gathering = Always();
        for (var word = 0; word < 20; word++)
        {
            await SayAsync($"word{word}");
        }

        for (var word = 0; word < 20; word++)
        {
            Assert.Equal($"word{word}", await ReadAsync(gathering).WithTimeout());
        }
    }

    private WordGathering Always()
    {
        var gathering = Gatherings.Always(_clock);
        gathering.Enter();
        return gathering;
    }

    private WordGathering Create(int atOnce) => new(Options.Create(new GatheringOptions { AtOnce = atOnce }), _clock);

    /// <summary>Reads so much, each word waited for, that the next is held up.</summary>
    private async Task<WordGathering> ReadSlowlyAsync(WordGathering gathering, OpenAiStream? answer = null)
    {
        foreach (var word in (string[])["one", "two", "three"])
        {
            var reading = ReadAsync(gathering, answer);
            await SayAsync(word);
            await reading.WithTimeout();
        }
        return gathering;
    }

    private async Task<string> ReadAsync(WordGathering gathering, OpenAiStream? answer = null) =>
        Assert.IsType<ProviderDelta>(await (answer ?? _answer).ReadAsync(gathering, Cancel)).Text;

    private async Task SayAsync(string word) =>
        await _upstream.Writer.WriteAsync(
            Encoding.UTF8.GetBytes($$$"""data: {"choices":[{"delta":{"content":"{{{word}}}"}}]}""" + "\n\n"),
            Cancel
        );
}
