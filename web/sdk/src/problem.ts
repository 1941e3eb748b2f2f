/** A request the server refused (RFC 9457), or could not be reached for. */
export class ChatProblem extends Error {
  override readonly name = "ChatProblem";

  constructor(
    /** Stable name of the failure. */
    readonly code: string,
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Whether the same request may succeed later. */
    readonly retryable: boolean,
    /** Seconds until then, where the server says so. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Reads a refused request's answer. */
  static async from(response: Response): Promise<ChatProblem> {
    const body: unknown = await response.json().catch(() => undefined);
    const problem = (typeof body === "object" && body !== null ? body : {}) as {
      code?: string;
      detail?: string;
      retryable?: boolean;
    };
    return new ChatProblem(
      problem.code ?? "http_error",
      problem.detail ?? `The server answered ${response.status}.`,
      response.status,
      problem.retryable ?? response.status >= 500,
      Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || undefined,
    );
  }
}
