using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class CallOptionsTests
{
    private static readonly DateTime Deadline = new(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    private readonly Metadata _headers = [];
    private readonly WriteOptions _writeOptions = new(WriteFlags.NoCompress);
    private readonly CallCredentials _credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
    private readonly CancellationTokenSource _source = new();

    [Fact]
    public void Default_NothingSet_IsEmpty()
    {
        CallOptions options = default;

        AssertParts(options, null, null, null, null, CancellationToken.None);
        Assert.False(options.IsWaitForReady);
        Assert.Null(options.PropagationToken);
    }

    [Fact]
    public void Constructor_EveryPart_IsKept() =>
        AssertParts(Full(), _headers, Deadline, _writeOptions, _credentials, _source.Token);

    [Fact]
    public void WithHeaders_FullOptions_ChangesTheHeadersAlone()
    {
        Metadata headers = [];

        var options = Full().WithHeaders(headers);

        AssertParts(options, headers, Deadline, _writeOptions, _credentials, _source.Token);
    }

    [Fact]
    public void WithDeadline_FullOptions_ChangesTheDeadlineAlone()
    {
        var options = Full().WithDeadline(Deadline.AddHours(1));

        AssertParts(options, _headers, Deadline.AddHours(1), _writeOptions, _credentials, _source.Token);
    }

    [Fact]
    public void WithCancellationToken_FullOptions_ChangesTheTokenAlone()
    {
        var options = Full().WithCancellationToken(CancellationToken.None);

        AssertParts(options, _headers, Deadline, _writeOptions, _credentials, CancellationToken.None);
    }

    [Fact]
    public void WithWriteOptions_FullOptions_ChangesTheWriteOptionsAlone()
    {
        var options = Full().WithWriteOptions(WriteOptions.Default);

        AssertParts(options, _headers, Deadline, WriteOptions.Default, _credentials, _source.Token);
    }

    [Fact]
    public void WithCredentials_FullOptions_ChangesTheCredentialsAlone()
    {
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

        var options = Full().WithCredentials(credentials);

        AssertParts(options, _headers, Deadline, _writeOptions, credentials, _source.Token);
    }

    [Fact]
    public void WithWaitForReady_OnAndOff_ChangesThatAlone()
    {
        var waiting = Full().WithWaitForReady();

        Assert.True(waiting.IsWaitForReady);
        Assert.False(waiting.WithWaitForReady(false).IsWaitForReady);
        AssertParts(waiting, _headers, Deadline, _writeOptions, _credentials, _source.Token);
    }

    [Fact]
    public void WithHeaders_TheOriginal_StaysAsItWas()
    {
        var original = Full();

        _ = original.WithHeaders([]).WithDeadline(Deadline.AddDays(1)).WithWaitForReady();

        AssertParts(original, _headers, Deadline, _writeOptions, _credentials, _source.Token);
        Assert.False(original.IsWaitForReady);
    }

    [Fact]
    public void WriteOptions_Default_HasNoFlag()
    {
        Assert.Equal(default, WriteOptions.Default.Flags);
        Assert.Equal(WriteFlags.NoCompress, _writeOptions.Flags);
    }

    [Fact]
    public void ContextPropagationOptions_DefaultAndChosen_Differ()
    {
        var chosen = new ContextPropagationOptions(propagateDeadline: false, propagateCancellation: false);

        Assert.True(ContextPropagationOptions.Default.IsPropagateDeadline);
        Assert.True(ContextPropagationOptions.Default.IsPropagateCancellation);
        Assert.False(chosen.IsPropagateDeadline);
        Assert.False(chosen.IsPropagateCancellation);
    }

    private static void AssertParts(
        CallOptions options,
        Metadata? headers,
        DateTime? deadline,
        WriteOptions? writeOptions,
        CallCredentials? credentials,
        CancellationToken cancellationToken
    )
    {
        Assert.Same(headers, options.Headers);
        Assert.Equal(deadline, options.Deadline);
        Assert.Equal(cancellationToken, options.CancellationToken);
        Assert.Same(writeOptions, options.WriteOptions);
        Assert.Same(credentials, options.Credentials);
    }

    private CallOptions Full() =>
        new(_headers, Deadline, _source.Token, _writeOptions, propagationToken: null, _credentials);
}
