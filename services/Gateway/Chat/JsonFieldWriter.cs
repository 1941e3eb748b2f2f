using System.Buffers;
using System.Globalization;
using Chat.Gateway.Json;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Chat;

/// <summary>Fields behind the first of an object; what is empty is not written. The name comes with its comma and colon.</summary>
internal static class JsonFieldWriter
{
    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string text)
    {
        if (text.Length > 0)
        {
            output.Write(name);
            JsonText.WriteString(output, text);
        }
    }

    /// <summary>Zero is written, too.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, ReadOnlySpan<byte> name, long number)
    {
        output.Write(name);
        JsonText.WriteNumber(output, number);
    }

    public static void WriteTime(IBufferWriter<byte> output, ReadOnlySpan<byte> name, Timestamp? time)
    {
        if (time is not null)
        {
            output.Write(name);
            var text = time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            JsonText.WriteString(output, text);
        }
    }
}
