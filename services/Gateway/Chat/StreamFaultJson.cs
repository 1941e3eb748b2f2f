using System.Buffers;
using Chat.Gateway.Json;

namespace Chat.Gateway.Chat;

/// <summary>The public JSON of a fault.</summary>
internal static class StreamFaultJson
{
    public static void Write(IBufferWriter<byte> output, StreamFault fault)
    {
        output.Write("{\"code\":"u8);
        JsonText.WriteString(output, fault.Code);
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, fault.Message);
        output.Write(fault.Retryable ? ",\"retryable\":true}"u8 : ",\"retryable\":false}"u8);
    }
}
