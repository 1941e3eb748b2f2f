using System.Net.Sockets;
using System.Text;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Asks a Redis server whether it answers: AUTH and PING in the protocol's own words.</summary>
internal static class RedisProbe
{
    private const int MaxReplyBytes = 512;

    public static async Task<string?> CheckAsync(RedisTarget target, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.Host, target.Port, cancellationToken);
            var stream = client.GetStream();
            if (!string.IsNullOrEmpty(target.Password))
            {
                string[] login = string.IsNullOrEmpty(target.User)
                    ? ["AUTH", target.Password]
                    : ["AUTH", target.User, target.Password];
                var refusal = await AskAsync(stream, login, "+OK", cancellationToken);
                if (refusal is not null)
                {
                    return refusal;
                }
            }
            return await AskAsync(stream, ["PING"], "+PONG", cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return exception.Message;
        }
    }

    private static async Task<string?> AskAsync(
        NetworkStream stream,
        string[] words,
        string expected,
        CancellationToken cancellationToken
    )
    {
        var request = new StringBuilder().Append('*').Append(words.Length).Append("\r\n");
        foreach (var word in words)
        {
            request.Append('$').Append(Encoding.UTF8.GetByteCount(word)).Append("\r\n").Append(word).Append("\r\n");
        }
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellationToken);
        var reply = await ReadLineAsync(stream, cancellationToken);
        return reply == expected ? null : reply.TrimStart('-');
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxReplyBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || buffer[length - 1] == '\n')
            {
                break;
            }
        }
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
