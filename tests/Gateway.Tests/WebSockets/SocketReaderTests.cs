using System.Net.WebSockets;
using System.Text;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Whole frames out of what a peer sends in parts.</summary>
public sealed class SocketReaderTests
{
    private const int Max = 10_000;

    [Fact]
    public async Task Receive_FrameInOnePart_IsThatText()
    {
        var reader = new SocketReader(new SpokenWebSocket(Text("Hi", isLast: true)), Max);

        Assert.Equal(("Hi", null), await NextAsync(reader));
    }

    [Fact]
    public async Task Receive_FrameInParts_IsTheWhole()
    {
        var reader = new SocketReader(
            new SpokenWebSocket(Text("H", isLast: false), Text("", isLast: false), Text("i", isLast: true)),
            Max
        );

        Assert.Equal(("Hi", null), await NextAsync(reader));
    }

    [Fact]
    public async Task Receive_SeveralFrames_AreEachOfTheirOwn()
    {
        var reader = new SocketReader(
            new SpokenWebSocket(Text("long one", isLast: true), Text("2", isLast: true)),
            Max
        );

        Assert.Equal(("long one", null), await NextAsync(reader));
        Assert.Equal(("2", null), await NextAsync(reader));
    }

    // More than its first buffer: what was read before it grew is kept.
    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(8_193)]
    [InlineData(Max)]
    public async Task Receive_LongFrameUpToTheLimit_IsTheWhole(int length)
    {
        var sent = string.Concat(Enumerable.Range(0, length).Select(n => (char)('a' + (n % 26))));
        var reader = new SocketReader(new SpokenWebSocket(Text(sent, isLast: true)), Max);

        Assert.Equal((sent, null), await NextAsync(reader));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_FrameOverTheLimit_IsTooLargeBeforeItsEnd(bool isLast)
    {
        var socket = new SpokenWebSocket(Text(new string('x', 101), isLast));
        var reader = new SocketReader(socket, maxFrameBytes: 100);

        Assert.Equal(("", SocketEnd.FrameTooLarge), await NextAsync(reader));
        // With more room it would wait for the rest of what is refused anyway.
        Assert.Equal(101, socket.LargestRoom);
    }

    [Fact]
    public async Task Receive_EmptyFrame_IsEmpty() =>
        Assert.Equal(("", null), await NextAsync(new SocketReader(new SpokenWebSocket(Text("", isLast: true)), Max)));

    [Fact]
    public async Task Receive_BinaryFrame_IsABadOne() =>
        Assert.Equal(
            ("", SocketEnd.BadFrame),
            await NextAsync(
                new SocketReader(new SpokenWebSocket((WebSocketMessageType.Binary, [1, 2], IsLast: true)), Max)
            )
        );

    [Fact]
    public async Task Receive_Close_IsAClientThatGoes() =>
        Assert.Equal(
            ("", SocketEnd.ClientGone),
            await NextAsync(new SocketReader(new SpokenWebSocket((WebSocketMessageType.Close, [], IsLast: true)), Max))
        );

    [Fact]
    public async Task Receive_CloseWithinAFrame_IsAClientThatGoes() =>
        Assert.Equal(
            ("", SocketEnd.ClientGone),
            await NextAsync(
                new SocketReader(
                    new SpokenWebSocket(Text("H", isLast: false), (WebSocketMessageType.Close, [], IsLast: true)),
                    Max
                )
            )
        );

    public static TheoryData<Exception> Breaks { get; } =
        new()
        {
            new WebSocketException(WebSocketError.ConnectionClosedPrematurely),
            new OperationCanceledException(),
            new IOException(),
        };

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public async Task Receive_ConnectionBreaks_IsAClientThatIsGone(Exception broken)
    {
        Assert.Equal(
            ("", SocketEnd.ClientGone),
            await NextAsync(new SocketReader(new SpokenWebSocket { Broken = broken }, Max))
        );
        Assert.Equal(
            ("", SocketEnd.ClientGone),
            await NextAsync(new SocketReader(new SpokenWebSocket(Text("H", isLast: false)) { Broken = broken }, Max))
        );
    }

    [Fact]
    public async Task Receive_AnythingElseBreaks_IsABug() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            NextAsync(new SocketReader(new SpokenWebSocket { Broken = new InvalidOperationException() }, Max))
        );

    [Fact]
    public void Release_NothingRead_DoesNothing()
    {
        var reader = new SocketReader(new SpokenWebSocket(), Max);

        reader.Release();
        reader.Release();
    }

    private static async Task<(string Text, SocketEnd? End)> NextAsync(SocketReader reader)
    {
        var (frame, end) = await reader.ReceiveAsync();
        var text = Encoding.UTF8.GetString(frame.Span);
        reader.Release();
        return (text, end);
    }

    private static (WebSocketMessageType, byte[], bool) Text(string text, bool isLast) =>
        (WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text), isLast);
}
