import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace cellar. */
export namespace cellar {

    /** Namespace cell. */
    namespace cell {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an Empty.
             * @deprecated Use cellar.cell.v1.Empty.$Properties instead.
             */
            interface IEmpty extends cellar.cell.v1.Empty.$Properties {
            }

            /** Represents an Empty. */
            class Empty {

                /**
                 * Constructs a new Empty.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Empty.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Empty instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Empty instance
                 */
                static create(properties: cellar.cell.v1.Empty.$Shape): cellar.cell.v1.Empty & cellar.cell.v1.Empty.$Shape;
                static create(properties?: cellar.cell.v1.Empty.$Properties): cellar.cell.v1.Empty;

                /**
                 * Encodes the specified Empty message. Does not implicitly {@link cellar.cell.v1.Empty.verify|verify} messages.
                 * @param message Empty message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Empty message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Empty & cellar.cell.v1.Empty.$Shape} Empty
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Empty & cellar.cell.v1.Empty.$Shape;
            }

            namespace Empty {

                /** Properties of an Empty. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Empty. */
                type $Shape = cellar.cell.v1.Empty.$Properties;
            }

            /**
             * Properties of a DescribeCellRequest.
             * @deprecated Use cellar.cell.v1.DescribeCellRequest.$Properties instead.
             */
            interface IDescribeCellRequest extends cellar.cell.v1.DescribeCellRequest.$Properties {
            }

            /** Represents a DescribeCellRequest. */
            class DescribeCellRequest {

                /**
                 * Constructs a new DescribeCellRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DescribeCellRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new DescribeCellRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DescribeCellRequest instance
                 */
                static create(properties: cellar.cell.v1.DescribeCellRequest.$Shape): cellar.cell.v1.DescribeCellRequest & cellar.cell.v1.DescribeCellRequest.$Shape;
                static create(properties?: cellar.cell.v1.DescribeCellRequest.$Properties): cellar.cell.v1.DescribeCellRequest;

                /**
                 * Encodes the specified DescribeCellRequest message. Does not implicitly {@link cellar.cell.v1.DescribeCellRequest.verify|verify} messages.
                 * @param message DescribeCellRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DescribeCellRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DescribeCellRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DescribeCellRequest & cellar.cell.v1.DescribeCellRequest.$Shape} DescribeCellRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DescribeCellRequest & cellar.cell.v1.DescribeCellRequest.$Shape;
            }

            namespace DescribeCellRequest {

                /** Properties of a DescribeCellRequest. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DescribeCellRequest. */
                type $Shape = cellar.cell.v1.DescribeCellRequest.$Properties;
            }

            /**
             * Properties of an EventsRequest.
             * @deprecated Use cellar.cell.v1.EventsRequest.$Properties instead.
             */
            interface IEventsRequest extends cellar.cell.v1.EventsRequest.$Properties {
            }

            /** Represents an EventsRequest. */
            class EventsRequest {

                /**
                 * Constructs a new EventsRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.EventsRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EventsRequest statisticsIntervalMs. */
                statisticsIntervalMs: number;

                /**
                 * Creates a new EventsRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns EventsRequest instance
                 */
                static create(properties: cellar.cell.v1.EventsRequest.$Shape): cellar.cell.v1.EventsRequest & cellar.cell.v1.EventsRequest.$Shape;
                static create(properties?: cellar.cell.v1.EventsRequest.$Properties): cellar.cell.v1.EventsRequest;

                /**
                 * Encodes the specified EventsRequest message. Does not implicitly {@link cellar.cell.v1.EventsRequest.verify|verify} messages.
                 * @param message EventsRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.EventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EventsRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.EventsRequest & cellar.cell.v1.EventsRequest.$Shape} EventsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.EventsRequest & cellar.cell.v1.EventsRequest.$Shape;
            }

            namespace EventsRequest {

                /** Properties of an EventsRequest. */
                interface $Properties {

                    /** EventsRequest statisticsIntervalMs */
                    statisticsIntervalMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EventsRequest. */
                type $Shape = cellar.cell.v1.EventsRequest.$Properties;
            }

            /**
             * Properties of a GuestRequest.
             * @deprecated Use cellar.cell.v1.GuestRequest.$Properties instead.
             */
            interface IGuestRequest extends cellar.cell.v1.GuestRequest.$Properties {
            }

            /** Represents a GuestRequest. */
            class GuestRequest {

                /**
                 * Constructs a new GuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestRequest guestId. */
                guestId: string;

                /**
                 * Creates a new GuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestRequest instance
                 */
                static create(properties: cellar.cell.v1.GuestRequest.$Shape): cellar.cell.v1.GuestRequest & cellar.cell.v1.GuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.GuestRequest.$Properties): cellar.cell.v1.GuestRequest;

                /**
                 * Encodes the specified GuestRequest message. Does not implicitly {@link cellar.cell.v1.GuestRequest.verify|verify} messages.
                 * @param message GuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestRequest & cellar.cell.v1.GuestRequest.$Shape} GuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestRequest & cellar.cell.v1.GuestRequest.$Shape;
            }

            namespace GuestRequest {

                /** Properties of a GuestRequest. */
                interface $Properties {

                    /** GuestRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestRequest. */
                type $Shape = cellar.cell.v1.GuestRequest.$Properties;
            }

            /**
             * Properties of a CreateGuestRequest.
             * @deprecated Use cellar.cell.v1.CreateGuestRequest.$Properties instead.
             */
            interface ICreateGuestRequest extends cellar.cell.v1.CreateGuestRequest.$Properties {
            }

            /** Represents a CreateGuestRequest. */
            class CreateGuestRequest {

                /**
                 * Constructs a new CreateGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CreateGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateGuestRequest operationId. */
                operationId: string;

                /** CreateGuestRequest spec. */
                spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                /**
                 * Creates a new CreateGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CreateGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.CreateGuestRequest.$Shape): cellar.cell.v1.CreateGuestRequest & cellar.cell.v1.CreateGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.CreateGuestRequest.$Properties): cellar.cell.v1.CreateGuestRequest;

                /**
                 * Encodes the specified CreateGuestRequest message. Does not implicitly {@link cellar.cell.v1.CreateGuestRequest.verify|verify} messages.
                 * @param message CreateGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CreateGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CreateGuestRequest & cellar.cell.v1.CreateGuestRequest.$Shape} CreateGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CreateGuestRequest & cellar.cell.v1.CreateGuestRequest.$Shape;
            }

            namespace CreateGuestRequest {

                /** Properties of a CreateGuestRequest. */
                interface $Properties {

                    /** CreateGuestRequest operationId */
                    operationId?: (string|null);

                    /** CreateGuestRequest spec */
                    spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CreateGuestRequest. */
                type $Shape = cellar.cell.v1.CreateGuestRequest.$Properties;
            }

            /**
             * Properties of a CreateGuestReply.
             * @deprecated Use cellar.cell.v1.CreateGuestReply.$Properties instead.
             */
            interface ICreateGuestReply extends cellar.cell.v1.CreateGuestReply.$Properties {
            }

            /** Represents a CreateGuestReply. */
            class CreateGuestReply {

                /**
                 * Constructs a new CreateGuestReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CreateGuestReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateGuestReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** CreateGuestReply guest. */
                guest?: (cellar.cell.v1.Guest.$Properties|null);

                /** CreateGuestReply reply. */
                reply?: ("progress"|"guest");

                /**
                 * Creates a new CreateGuestReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CreateGuestReply instance
                 */
                static create(properties: cellar.cell.v1.CreateGuestReply.$Shape): cellar.cell.v1.CreateGuestReply & cellar.cell.v1.CreateGuestReply.$Shape;
                static create(properties?: cellar.cell.v1.CreateGuestReply.$Properties): cellar.cell.v1.CreateGuestReply;

                /**
                 * Encodes the specified CreateGuestReply message. Does not implicitly {@link cellar.cell.v1.CreateGuestReply.verify|verify} messages.
                 * @param message CreateGuestReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CreateGuestReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateGuestReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CreateGuestReply & cellar.cell.v1.CreateGuestReply.$Shape} CreateGuestReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CreateGuestReply & cellar.cell.v1.CreateGuestReply.$Shape;
            }

            namespace CreateGuestReply {

                /** Properties of a CreateGuestReply. */
                interface $Properties {

                    /** CreateGuestReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** CreateGuestReply guest */
                    guest?: (cellar.cell.v1.Guest.$Properties|null);

                    /** CreateGuestReply reply */
                    reply?: ("progress"|"guest");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a CreateGuestReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  guest?: cellar.cell.v1.Guest.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; guest?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; guest?: null }|{ reply?: "guest"; progress?: null; guest: cellar.cell.v1.Guest.$Shape })
                );
            }

            /**
             * Properties of a DeleteGuestRequest.
             * @deprecated Use cellar.cell.v1.DeleteGuestRequest.$Properties instead.
             */
            interface IDeleteGuestRequest extends cellar.cell.v1.DeleteGuestRequest.$Properties {
            }

            /** Represents a DeleteGuestRequest. */
            class DeleteGuestRequest {

                /**
                 * Constructs a new DeleteGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DeleteGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteGuestRequest operationId. */
                operationId: string;

                /** DeleteGuestRequest guestId. */
                guestId: string;

                /** DeleteGuestRequest force. */
                force: boolean;

                /** DeleteGuestRequest storage. */
                storage: string;

                /**
                 * Creates a new DeleteGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeleteGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.DeleteGuestRequest.$Shape): cellar.cell.v1.DeleteGuestRequest & cellar.cell.v1.DeleteGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.DeleteGuestRequest.$Properties): cellar.cell.v1.DeleteGuestRequest;

                /**
                 * Encodes the specified DeleteGuestRequest message. Does not implicitly {@link cellar.cell.v1.DeleteGuestRequest.verify|verify} messages.
                 * @param message DeleteGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DeleteGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DeleteGuestRequest & cellar.cell.v1.DeleteGuestRequest.$Shape} DeleteGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DeleteGuestRequest & cellar.cell.v1.DeleteGuestRequest.$Shape;
            }

            namespace DeleteGuestRequest {

                /** Properties of a DeleteGuestRequest. */
                interface $Properties {

                    /** DeleteGuestRequest operationId */
                    operationId?: (string|null);

                    /** DeleteGuestRequest guestId */
                    guestId?: (string|null);

                    /** DeleteGuestRequest force */
                    force?: (boolean|null);

                    /** DeleteGuestRequest storage */
                    storage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteGuestRequest. */
                type $Shape = cellar.cell.v1.DeleteGuestRequest.$Properties;
            }

            /**
             * Properties of a StartGuestRequest.
             * @deprecated Use cellar.cell.v1.StartGuestRequest.$Properties instead.
             */
            interface IStartGuestRequest extends cellar.cell.v1.StartGuestRequest.$Properties {
            }

            /** Represents a StartGuestRequest. */
            class StartGuestRequest {

                /**
                 * Constructs a new StartGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.StartGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StartGuestRequest operationId. */
                operationId: string;

                /** StartGuestRequest guestId. */
                guestId: string;

                /** StartGuestRequest boot. */
                boot?: (cellar.cell.v1.BootSource.$Properties|null);

                /**
                 * Creates a new StartGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StartGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.StartGuestRequest.$Shape): cellar.cell.v1.StartGuestRequest & cellar.cell.v1.StartGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.StartGuestRequest.$Properties): cellar.cell.v1.StartGuestRequest;

                /**
                 * Encodes the specified StartGuestRequest message. Does not implicitly {@link cellar.cell.v1.StartGuestRequest.verify|verify} messages.
                 * @param message StartGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.StartGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StartGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.StartGuestRequest & cellar.cell.v1.StartGuestRequest.$Shape} StartGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.StartGuestRequest & cellar.cell.v1.StartGuestRequest.$Shape;
            }

            namespace StartGuestRequest {

                /** Properties of a StartGuestRequest. */
                interface $Properties {

                    /** StartGuestRequest operationId */
                    operationId?: (string|null);

                    /** StartGuestRequest guestId */
                    guestId?: (string|null);

                    /** StartGuestRequest boot */
                    boot?: (cellar.cell.v1.BootSource.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StartGuestRequest. */
                type $Shape = {
                  operationId?: string|null;
                  guestId?: string|null;
                  boot?: cellar.cell.v1.BootSource.$Shape|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a BootSource.
             * @deprecated Use cellar.cell.v1.BootSource.$Properties instead.
             */
            interface IBootSource extends cellar.cell.v1.BootSource.$Properties {
            }

            /** Represents a BootSource. */
            class BootSource {

                /**
                 * Constructs a new BootSource.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.BootSource.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BootSource media. */
                media?: (cellar.cell.v1.Media.$Properties|null);

                /** BootSource network. */
                network?: (boolean|null);

                /** BootSource source. */
                source?: ("media"|"network");

                /**
                 * Creates a new BootSource instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns BootSource instance
                 */
                static create(properties: cellar.cell.v1.BootSource.$Shape): cellar.cell.v1.BootSource & cellar.cell.v1.BootSource.$Shape;
                static create(properties?: cellar.cell.v1.BootSource.$Properties): cellar.cell.v1.BootSource;

                /**
                 * Encodes the specified BootSource message. Does not implicitly {@link cellar.cell.v1.BootSource.verify|verify} messages.
                 * @param message BootSource message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.BootSource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BootSource message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.BootSource & cellar.cell.v1.BootSource.$Shape} BootSource
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.BootSource & cellar.cell.v1.BootSource.$Shape;
            }

            namespace BootSource {

                /** Properties of a BootSource. */
                interface $Properties {

                    /** BootSource media */
                    media?: (cellar.cell.v1.Media.$Properties|null);

                    /** BootSource network */
                    network?: (boolean|null);

                    /** BootSource source */
                    source?: ("media"|"network");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a BootSource. */
                type $Shape = {
                  media?: cellar.cell.v1.Media.$Shape|null;
                  network?: boolean|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ source?: undefined; media?: null; network?: null }|{ source?: "media"; media: cellar.cell.v1.Media.$Shape; network?: null }|{ source?: "network"; media?: null; network: boolean })
                );
            }

            /**
             * Properties of a StopGuestRequest.
             * @deprecated Use cellar.cell.v1.StopGuestRequest.$Properties instead.
             */
            interface IStopGuestRequest extends cellar.cell.v1.StopGuestRequest.$Properties {
            }

            /** Represents a StopGuestRequest. */
            class StopGuestRequest {

                /**
                 * Constructs a new StopGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.StopGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StopGuestRequest operationId. */
                operationId: string;

                /** StopGuestRequest guestId. */
                guestId: string;

                /** StopGuestRequest force. */
                force: boolean;

                /**
                 * Creates a new StopGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StopGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.StopGuestRequest.$Shape): cellar.cell.v1.StopGuestRequest & cellar.cell.v1.StopGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.StopGuestRequest.$Properties): cellar.cell.v1.StopGuestRequest;

                /**
                 * Encodes the specified StopGuestRequest message. Does not implicitly {@link cellar.cell.v1.StopGuestRequest.verify|verify} messages.
                 * @param message StopGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.StopGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StopGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.StopGuestRequest & cellar.cell.v1.StopGuestRequest.$Shape} StopGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.StopGuestRequest & cellar.cell.v1.StopGuestRequest.$Shape;
            }

            namespace StopGuestRequest {

                /** Properties of a StopGuestRequest. */
                interface $Properties {

                    /** StopGuestRequest operationId */
                    operationId?: (string|null);

                    /** StopGuestRequest guestId */
                    guestId?: (string|null);

                    /** StopGuestRequest force */
                    force?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StopGuestRequest. */
                type $Shape = cellar.cell.v1.StopGuestRequest.$Properties;
            }

            /**
             * Properties of a RebootGuestRequest.
             * @deprecated Use cellar.cell.v1.RebootGuestRequest.$Properties instead.
             */
            interface IRebootGuestRequest extends cellar.cell.v1.RebootGuestRequest.$Properties {
            }

            /** Represents a RebootGuestRequest. */
            class RebootGuestRequest {

                /**
                 * Constructs a new RebootGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RebootGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RebootGuestRequest operationId. */
                operationId: string;

                /** RebootGuestRequest guestId. */
                guestId: string;

                /**
                 * Creates a new RebootGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RebootGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.RebootGuestRequest.$Shape): cellar.cell.v1.RebootGuestRequest & cellar.cell.v1.RebootGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.RebootGuestRequest.$Properties): cellar.cell.v1.RebootGuestRequest;

                /**
                 * Encodes the specified RebootGuestRequest message. Does not implicitly {@link cellar.cell.v1.RebootGuestRequest.verify|verify} messages.
                 * @param message RebootGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RebootGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RebootGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RebootGuestRequest & cellar.cell.v1.RebootGuestRequest.$Shape} RebootGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RebootGuestRequest & cellar.cell.v1.RebootGuestRequest.$Shape;
            }

            namespace RebootGuestRequest {

                /** Properties of a RebootGuestRequest. */
                interface $Properties {

                    /** RebootGuestRequest operationId */
                    operationId?: (string|null);

                    /** RebootGuestRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RebootGuestRequest. */
                type $Shape = cellar.cell.v1.RebootGuestRequest.$Properties;
            }

            /**
             * Properties of a ResetGuestRequest.
             * @deprecated Use cellar.cell.v1.ResetGuestRequest.$Properties instead.
             */
            interface IResetGuestRequest extends cellar.cell.v1.ResetGuestRequest.$Properties {
            }

            /** Represents a ResetGuestRequest. */
            class ResetGuestRequest {

                /**
                 * Constructs a new ResetGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ResetGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResetGuestRequest operationId. */
                operationId: string;

                /** ResetGuestRequest guestId. */
                guestId: string;

                /**
                 * Creates a new ResetGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResetGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.ResetGuestRequest.$Shape): cellar.cell.v1.ResetGuestRequest & cellar.cell.v1.ResetGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.ResetGuestRequest.$Properties): cellar.cell.v1.ResetGuestRequest;

                /**
                 * Encodes the specified ResetGuestRequest message. Does not implicitly {@link cellar.cell.v1.ResetGuestRequest.verify|verify} messages.
                 * @param message ResetGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ResetGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResetGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ResetGuestRequest & cellar.cell.v1.ResetGuestRequest.$Shape} ResetGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ResetGuestRequest & cellar.cell.v1.ResetGuestRequest.$Shape;
            }

            namespace ResetGuestRequest {

                /** Properties of a ResetGuestRequest. */
                interface $Properties {

                    /** ResetGuestRequest operationId */
                    operationId?: (string|null);

                    /** ResetGuestRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResetGuestRequest. */
                type $Shape = cellar.cell.v1.ResetGuestRequest.$Properties;
            }

            /**
             * Properties of a PullImageRequest.
             * @deprecated Use cellar.cell.v1.PullImageRequest.$Properties instead.
             */
            interface IPullImageRequest extends cellar.cell.v1.PullImageRequest.$Properties {
            }

            /** Represents a PullImageRequest. */
            class PullImageRequest {

                /**
                 * Constructs a new PullImageRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.PullImageRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PullImageRequest operationId. */
                operationId: string;

                /** PullImageRequest imageId. */
                imageId: string;

                /** PullImageRequest sha256. */
                sha256: string;

                /** PullImageRequest sizeBytes. */
                sizeBytes: number;

                /** PullImageRequest format. */
                format: string;

                /** PullImageRequest url. */
                url: string;

                /** PullImageRequest storage. */
                storage: string;

                /**
                 * Creates a new PullImageRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PullImageRequest instance
                 */
                static create(properties: cellar.cell.v1.PullImageRequest.$Shape): cellar.cell.v1.PullImageRequest & cellar.cell.v1.PullImageRequest.$Shape;
                static create(properties?: cellar.cell.v1.PullImageRequest.$Properties): cellar.cell.v1.PullImageRequest;

                /**
                 * Encodes the specified PullImageRequest message. Does not implicitly {@link cellar.cell.v1.PullImageRequest.verify|verify} messages.
                 * @param message PullImageRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.PullImageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PullImageRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.PullImageRequest & cellar.cell.v1.PullImageRequest.$Shape} PullImageRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.PullImageRequest & cellar.cell.v1.PullImageRequest.$Shape;
            }

            namespace PullImageRequest {

                /** Properties of a PullImageRequest. */
                interface $Properties {

                    /** PullImageRequest operationId */
                    operationId?: (string|null);

                    /** PullImageRequest imageId */
                    imageId?: (string|null);

                    /** PullImageRequest sha256 */
                    sha256?: (string|null);

                    /** PullImageRequest sizeBytes */
                    sizeBytes?: (number|null);

                    /** PullImageRequest format */
                    format?: (string|null);

                    /** PullImageRequest url */
                    url?: (string|null);

                    /** PullImageRequest storage */
                    storage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PullImageRequest. */
                type $Shape = cellar.cell.v1.PullImageRequest.$Properties;
            }

            /**
             * Properties of a PullImageReply.
             * @deprecated Use cellar.cell.v1.PullImageReply.$Properties instead.
             */
            interface IPullImageReply extends cellar.cell.v1.PullImageReply.$Properties {
            }

            /** Represents a PullImageReply. */
            class PullImageReply {

                /**
                 * Constructs a new PullImageReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.PullImageReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PullImageReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** PullImageReply image. */
                image?: (cellar.cell.v1.CachedImage.$Properties|null);

                /** PullImageReply reply. */
                reply?: ("progress"|"image");

                /**
                 * Creates a new PullImageReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PullImageReply instance
                 */
                static create(properties: cellar.cell.v1.PullImageReply.$Shape): cellar.cell.v1.PullImageReply & cellar.cell.v1.PullImageReply.$Shape;
                static create(properties?: cellar.cell.v1.PullImageReply.$Properties): cellar.cell.v1.PullImageReply;

                /**
                 * Encodes the specified PullImageReply message. Does not implicitly {@link cellar.cell.v1.PullImageReply.verify|verify} messages.
                 * @param message PullImageReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.PullImageReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PullImageReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.PullImageReply & cellar.cell.v1.PullImageReply.$Shape} PullImageReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.PullImageReply & cellar.cell.v1.PullImageReply.$Shape;
            }

            namespace PullImageReply {

                /** Properties of a PullImageReply. */
                interface $Properties {

                    /** PullImageReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** PullImageReply image */
                    image?: (cellar.cell.v1.CachedImage.$Properties|null);

                    /** PullImageReply reply */
                    reply?: ("progress"|"image");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a PullImageReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  image?: cellar.cell.v1.CachedImage.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; image?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; image?: null }|{ reply?: "image"; progress?: null; image: cellar.cell.v1.CachedImage.$Shape })
                );
            }

            /**
             * Properties of a RemoveImageRequest.
             * @deprecated Use cellar.cell.v1.RemoveImageRequest.$Properties instead.
             */
            interface IRemoveImageRequest extends cellar.cell.v1.RemoveImageRequest.$Properties {
            }

            /** Represents a RemoveImageRequest. */
            class RemoveImageRequest {

                /**
                 * Constructs a new RemoveImageRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RemoveImageRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RemoveImageRequest operationId. */
                operationId: string;

                /** RemoveImageRequest sha256. */
                sha256: string;

                /** RemoveImageRequest storage. */
                storage: string;

                /**
                 * Creates a new RemoveImageRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RemoveImageRequest instance
                 */
                static create(properties: cellar.cell.v1.RemoveImageRequest.$Shape): cellar.cell.v1.RemoveImageRequest & cellar.cell.v1.RemoveImageRequest.$Shape;
                static create(properties?: cellar.cell.v1.RemoveImageRequest.$Properties): cellar.cell.v1.RemoveImageRequest;

                /**
                 * Encodes the specified RemoveImageRequest message. Does not implicitly {@link cellar.cell.v1.RemoveImageRequest.verify|verify} messages.
                 * @param message RemoveImageRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RemoveImageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RemoveImageRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RemoveImageRequest & cellar.cell.v1.RemoveImageRequest.$Shape} RemoveImageRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RemoveImageRequest & cellar.cell.v1.RemoveImageRequest.$Shape;
            }

            namespace RemoveImageRequest {

                /** Properties of a RemoveImageRequest. */
                interface $Properties {

                    /** RemoveImageRequest operationId */
                    operationId?: (string|null);

                    /** RemoveImageRequest sha256 */
                    sha256?: (string|null);

                    /** RemoveImageRequest storage */
                    storage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RemoveImageRequest. */
                type $Shape = cellar.cell.v1.RemoveImageRequest.$Properties;
            }

            /**
             * Properties of a GuestSpec.
             * @deprecated Use cellar.cell.v1.GuestSpec.$Properties instead.
             */
            interface IGuestSpec extends cellar.cell.v1.GuestSpec.$Properties {
            }

            /** Represents a GuestSpec. */
            class GuestSpec {

                /**
                 * Constructs a new GuestSpec.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestSpec.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestSpec id. */
                id: string;

                /** GuestSpec name. */
                name: string;

                /** GuestSpec owner. */
                owner: string;

                /** GuestSpec group. */
                group: string;

                /** GuestSpec pool. */
                pool: string;

                /** GuestSpec cores. */
                cores: number;

                /** GuestSpec memoryBytes. */
                memoryBytes: number;

                /** GuestSpec disks. */
                disks: cellar.cell.v1.DiskSpec.$Properties[];

                /** GuestSpec interfaces. */
                interfaces: cellar.cell.v1.InterfaceSpec.$Properties[];

                /** GuestSpec hardware. */
                hardware?: (cellar.cell.v1.Hardware.$Properties|null);

                /** GuestSpec qos. */
                qos?: (cellar.cell.v1.Qos.$Properties|null);

                /** GuestSpec autoStart. */
                autoStart: boolean;

                /** GuestSpec monitor. */
                monitor?: (cellar.cell.v1.MonitorSpec.$Properties|null);

                /** GuestSpec cloudInit. */
                cloudInit?: (cellar.cell.v1.CloudInit.$Properties|null);

                /** GuestSpec operatingSystem. */
                operatingSystem: string;

                /** GuestSpec createdAtMs. */
                createdAtMs: number;

                /** GuestSpec hostName. */
                hostName: string;

                /** GuestSpec modules. */
                modules: string[];

                /** GuestSpec storage. */
                storage: string;

                /** GuestSpec failover. */
                failover: boolean;

                /** GuestSpec antiAffinity. */
                antiAffinity: string;

                /** GuestSpec securityPolicy. */
                securityPolicy?: (cellar.cell.v1.SecurityPolicy.$Properties|null);

                /** GuestSpec volumes. */
                volumes: cellar.cell.v1.VolumeSpec.$Properties[];

                /** GuestSpec floatingAddresses. */
                floatingAddresses: string[];

                /**
                 * Creates a new GuestSpec instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestSpec instance
                 */
                static create(properties: cellar.cell.v1.GuestSpec.$Shape): cellar.cell.v1.GuestSpec & cellar.cell.v1.GuestSpec.$Shape;
                static create(properties?: cellar.cell.v1.GuestSpec.$Properties): cellar.cell.v1.GuestSpec;

                /**
                 * Encodes the specified GuestSpec message. Does not implicitly {@link cellar.cell.v1.GuestSpec.verify|verify} messages.
                 * @param message GuestSpec message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestSpec message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestSpec & cellar.cell.v1.GuestSpec.$Shape} GuestSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestSpec & cellar.cell.v1.GuestSpec.$Shape;
            }

            namespace GuestSpec {

                /** Properties of a GuestSpec. */
                interface $Properties {

                    /** GuestSpec id */
                    id?: (string|null);

                    /** GuestSpec name */
                    name?: (string|null);

                    /** GuestSpec owner */
                    owner?: (string|null);

                    /** GuestSpec group */
                    group?: (string|null);

                    /** GuestSpec pool */
                    pool?: (string|null);

                    /** GuestSpec cores */
                    cores?: (number|null);

                    /** GuestSpec memoryBytes */
                    memoryBytes?: (number|null);

                    /** GuestSpec disks */
                    disks?: (cellar.cell.v1.DiskSpec.$Properties[]|null);

                    /** GuestSpec interfaces */
                    interfaces?: (cellar.cell.v1.InterfaceSpec.$Properties[]|null);

                    /** GuestSpec hardware */
                    hardware?: (cellar.cell.v1.Hardware.$Properties|null);

                    /** GuestSpec qos */
                    qos?: (cellar.cell.v1.Qos.$Properties|null);

                    /** GuestSpec autoStart */
                    autoStart?: (boolean|null);

                    /** GuestSpec monitor */
                    monitor?: (cellar.cell.v1.MonitorSpec.$Properties|null);

                    /** GuestSpec cloudInit */
                    cloudInit?: (cellar.cell.v1.CloudInit.$Properties|null);

                    /** GuestSpec operatingSystem */
                    operatingSystem?: (string|null);

                    /** GuestSpec createdAtMs */
                    createdAtMs?: (number|null);

                    /** GuestSpec hostName */
                    hostName?: (string|null);

                    /** GuestSpec modules */
                    modules?: (string[]|null);

                    /** GuestSpec storage */
                    storage?: (string|null);

                    /** GuestSpec failover */
                    failover?: (boolean|null);

                    /** GuestSpec antiAffinity */
                    antiAffinity?: (string|null);

                    /** GuestSpec securityPolicy */
                    securityPolicy?: (cellar.cell.v1.SecurityPolicy.$Properties|null);

                    /** GuestSpec volumes */
                    volumes?: (cellar.cell.v1.VolumeSpec.$Properties[]|null);

                    /** GuestSpec floatingAddresses */
                    floatingAddresses?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestSpec. */
                type $Shape = cellar.cell.v1.GuestSpec.$Properties;
            }

            /**
             * Properties of a VolumeSpec.
             * @deprecated Use cellar.cell.v1.VolumeSpec.$Properties instead.
             */
            interface IVolumeSpec extends cellar.cell.v1.VolumeSpec.$Properties {
            }

            /** Represents a VolumeSpec. */
            class VolumeSpec {

                /**
                 * Constructs a new VolumeSpec.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.VolumeSpec.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** VolumeSpec id. */
                id: string;

                /** VolumeSpec storage. */
                storage: string;

                /** VolumeSpec sizeBytes. */
                sizeBytes: number;

                /** VolumeSpec slot. */
                slot: number;

                /**
                 * Creates a new VolumeSpec instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns VolumeSpec instance
                 */
                static create(properties: cellar.cell.v1.VolumeSpec.$Shape): cellar.cell.v1.VolumeSpec & cellar.cell.v1.VolumeSpec.$Shape;
                static create(properties?: cellar.cell.v1.VolumeSpec.$Properties): cellar.cell.v1.VolumeSpec;

                /**
                 * Encodes the specified VolumeSpec message. Does not implicitly {@link cellar.cell.v1.VolumeSpec.verify|verify} messages.
                 * @param message VolumeSpec message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.VolumeSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a VolumeSpec message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.VolumeSpec & cellar.cell.v1.VolumeSpec.$Shape} VolumeSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.VolumeSpec & cellar.cell.v1.VolumeSpec.$Shape;
            }

            namespace VolumeSpec {

                /** Properties of a VolumeSpec. */
                interface $Properties {

                    /** VolumeSpec id */
                    id?: (string|null);

                    /** VolumeSpec storage */
                    storage?: (string|null);

                    /** VolumeSpec sizeBytes */
                    sizeBytes?: (number|null);

                    /** VolumeSpec slot */
                    slot?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a VolumeSpec. */
                type $Shape = cellar.cell.v1.VolumeSpec.$Properties;
            }

            /**
             * Properties of a DiskSpec.
             * @deprecated Use cellar.cell.v1.DiskSpec.$Properties instead.
             */
            interface IDiskSpec extends cellar.cell.v1.DiskSpec.$Properties {
            }

            /** Represents a DiskSpec. */
            class DiskSpec {

                /**
                 * Constructs a new DiskSpec.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DiskSpec.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DiskSpec sizeBytes. */
                sizeBytes: number;

                /** DiskSpec imageSha256. */
                imageSha256: string;

                /** DiskSpec clone. */
                clone: cellar.cell.v1.DiskSpec.Clone;

                /**
                 * Creates a new DiskSpec instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DiskSpec instance
                 */
                static create(properties: cellar.cell.v1.DiskSpec.$Shape): cellar.cell.v1.DiskSpec & cellar.cell.v1.DiskSpec.$Shape;
                static create(properties?: cellar.cell.v1.DiskSpec.$Properties): cellar.cell.v1.DiskSpec;

                /**
                 * Encodes the specified DiskSpec message. Does not implicitly {@link cellar.cell.v1.DiskSpec.verify|verify} messages.
                 * @param message DiskSpec message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DiskSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DiskSpec message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DiskSpec & cellar.cell.v1.DiskSpec.$Shape} DiskSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DiskSpec & cellar.cell.v1.DiskSpec.$Shape;
            }

            namespace DiskSpec {

                /** Properties of a DiskSpec. */
                interface $Properties {

                    /** DiskSpec sizeBytes */
                    sizeBytes?: (number|null);

                    /** DiskSpec imageSha256 */
                    imageSha256?: (string|null);

                    /** DiskSpec clone */
                    clone?: (cellar.cell.v1.DiskSpec.Clone|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DiskSpec. */
                type $Shape = cellar.cell.v1.DiskSpec.$Properties;

                /** Clone enum. */
                enum Clone {

                    /** LINKED value */
                    LINKED = 0,

                    /** FULL value */
                    FULL = 1
                }
            }

            /**
             * Properties of an InterfaceSpec.
             * @deprecated Use cellar.cell.v1.InterfaceSpec.$Properties instead.
             */
            interface IInterfaceSpec extends cellar.cell.v1.InterfaceSpec.$Properties {
            }

            /** Represents an InterfaceSpec. */
            class InterfaceSpec {

                /**
                 * Constructs a new InterfaceSpec.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.InterfaceSpec.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** InterfaceSpec ethernetAddress. */
                ethernetAddress: string;

                /** InterfaceSpec network. */
                network: cellar.cell.v1.InterfaceSpec.Network;

                /** InterfaceSpec address. */
                address: string;

                /** InterfaceSpec gateway. */
                gateway: string;

                /** InterfaceSpec dns. */
                dns: string[];

                /** InterfaceSpec assignment. */
                assignment: cellar.cell.v1.InterfaceSpec.Assignment;

                /**
                 * Creates a new InterfaceSpec instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns InterfaceSpec instance
                 */
                static create(properties: cellar.cell.v1.InterfaceSpec.$Shape): cellar.cell.v1.InterfaceSpec & cellar.cell.v1.InterfaceSpec.$Shape;
                static create(properties?: cellar.cell.v1.InterfaceSpec.$Properties): cellar.cell.v1.InterfaceSpec;

                /**
                 * Encodes the specified InterfaceSpec message. Does not implicitly {@link cellar.cell.v1.InterfaceSpec.verify|verify} messages.
                 * @param message InterfaceSpec message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.InterfaceSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an InterfaceSpec message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.InterfaceSpec & cellar.cell.v1.InterfaceSpec.$Shape} InterfaceSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.InterfaceSpec & cellar.cell.v1.InterfaceSpec.$Shape;
            }

            namespace InterfaceSpec {

                /** Properties of an InterfaceSpec. */
                interface $Properties {

                    /** InterfaceSpec ethernetAddress */
                    ethernetAddress?: (string|null);

                    /** InterfaceSpec network */
                    network?: (cellar.cell.v1.InterfaceSpec.Network|null);

                    /** InterfaceSpec address */
                    address?: (string|null);

                    /** InterfaceSpec gateway */
                    gateway?: (string|null);

                    /** InterfaceSpec dns */
                    dns?: (string[]|null);

                    /** InterfaceSpec assignment */
                    assignment?: (cellar.cell.v1.InterfaceSpec.Assignment|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an InterfaceSpec. */
                type $Shape = cellar.cell.v1.InterfaceSpec.$Properties;

                /** Network enum. */
                enum Network {

                    /** INTERNAL value */
                    INTERNAL = 0,

                    /** EXTERNAL value */
                    EXTERNAL = 1
                }

                /** Assignment enum. */
                enum Assignment {

                    /** DHCP value */
                    DHCP = 0,

                    /** STATIC value */
                    STATIC = 1
                }
            }

            /**
             * Properties of a Hardware.
             * @deprecated Use cellar.cell.v1.Hardware.$Properties instead.
             */
            interface IHardware extends cellar.cell.v1.Hardware.$Properties {
            }

            /** Represents a Hardware. */
            class Hardware {

                /**
                 * Constructs a new Hardware.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Hardware.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hardware disk. */
                disk: string;

                /** Hardware network. */
                network: string;

                /** Hardware display. */
                display: string;

                /** Hardware control. */
                control: string;

                /** Hardware usb. */
                usb: string;

                /** Hardware tablet. */
                tablet: string;

                /** Hardware firmware. */
                firmware: string;

                /**
                 * Creates a new Hardware instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Hardware instance
                 */
                static create(properties: cellar.cell.v1.Hardware.$Shape): cellar.cell.v1.Hardware & cellar.cell.v1.Hardware.$Shape;
                static create(properties?: cellar.cell.v1.Hardware.$Properties): cellar.cell.v1.Hardware;

                /**
                 * Encodes the specified Hardware message. Does not implicitly {@link cellar.cell.v1.Hardware.verify|verify} messages.
                 * @param message Hardware message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Hardware.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hardware message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Hardware & cellar.cell.v1.Hardware.$Shape} Hardware
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Hardware & cellar.cell.v1.Hardware.$Shape;
            }

            namespace Hardware {

                /** Properties of a Hardware. */
                interface $Properties {

                    /** Hardware disk */
                    disk?: (string|null);

                    /** Hardware network */
                    network?: (string|null);

                    /** Hardware display */
                    display?: (string|null);

                    /** Hardware control */
                    control?: (string|null);

                    /** Hardware usb */
                    usb?: (string|null);

                    /** Hardware tablet */
                    tablet?: (string|null);

                    /** Hardware firmware */
                    firmware?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hardware. */
                type $Shape = cellar.cell.v1.Hardware.$Properties;
            }

            /**
             * Properties of a Qos.
             * @deprecated Use cellar.cell.v1.Qos.$Properties instead.
             */
            interface IQos extends cellar.cell.v1.Qos.$Properties {
            }

            /** Represents a Qos. */
            class Qos {

                /**
                 * Constructs a new Qos.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Qos.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Qos cpuPriority. */
                cpuPriority: cellar.cell.v1.Qos.CpuPriority;

                /** Qos readBytesPerSecond. */
                readBytesPerSecond: number;

                /** Qos writeBytesPerSecond. */
                writeBytesPerSecond: number;

                /** Qos readIops. */
                readIops: number;

                /** Qos writeIops. */
                writeIops: number;

                /** Qos receiveBytesPerSecond. */
                receiveBytesPerSecond: number;

                /** Qos sendBytesPerSecond. */
                sendBytesPerSecond: number;

                /**
                 * Creates a new Qos instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Qos instance
                 */
                static create(properties: cellar.cell.v1.Qos.$Shape): cellar.cell.v1.Qos & cellar.cell.v1.Qos.$Shape;
                static create(properties?: cellar.cell.v1.Qos.$Properties): cellar.cell.v1.Qos;

                /**
                 * Encodes the specified Qos message. Does not implicitly {@link cellar.cell.v1.Qos.verify|verify} messages.
                 * @param message Qos message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Qos.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Qos message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Qos & cellar.cell.v1.Qos.$Shape} Qos
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Qos & cellar.cell.v1.Qos.$Shape;
            }

            namespace Qos {

                /** Properties of a Qos. */
                interface $Properties {

                    /** Qos cpuPriority */
                    cpuPriority?: (cellar.cell.v1.Qos.CpuPriority|null);

                    /** Qos readBytesPerSecond */
                    readBytesPerSecond?: (number|null);

                    /** Qos writeBytesPerSecond */
                    writeBytesPerSecond?: (number|null);

                    /** Qos readIops */
                    readIops?: (number|null);

                    /** Qos writeIops */
                    writeIops?: (number|null);

                    /** Qos receiveBytesPerSecond */
                    receiveBytesPerSecond?: (number|null);

                    /** Qos sendBytesPerSecond */
                    sendBytesPerSecond?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Qos. */
                type $Shape = cellar.cell.v1.Qos.$Properties;

                /** CpuPriority enum. */
                enum CpuPriority {

                    /** MEDIUM value */
                    MEDIUM = 0,

                    /** HIGH value */
                    HIGH = 1,

                    /** LOW value */
                    LOW = 2
                }
            }

            /**
             * Properties of a MonitorSpec.
             * @deprecated Use cellar.cell.v1.MonitorSpec.$Properties instead.
             */
            interface IMonitorSpec extends cellar.cell.v1.MonitorSpec.$Properties {
            }

            /** Represents a MonitorSpec. */
            class MonitorSpec {

                /**
                 * Constructs a new MonitorSpec.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.MonitorSpec.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MonitorSpec secret. */
                secret: string;

                /**
                 * Creates a new MonitorSpec instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MonitorSpec instance
                 */
                static create(properties: cellar.cell.v1.MonitorSpec.$Shape): cellar.cell.v1.MonitorSpec & cellar.cell.v1.MonitorSpec.$Shape;
                static create(properties?: cellar.cell.v1.MonitorSpec.$Properties): cellar.cell.v1.MonitorSpec;

                /**
                 * Encodes the specified MonitorSpec message. Does not implicitly {@link cellar.cell.v1.MonitorSpec.verify|verify} messages.
                 * @param message MonitorSpec message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.MonitorSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MonitorSpec message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.MonitorSpec & cellar.cell.v1.MonitorSpec.$Shape} MonitorSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.MonitorSpec & cellar.cell.v1.MonitorSpec.$Shape;
            }

            namespace MonitorSpec {

                /** Properties of a MonitorSpec. */
                interface $Properties {

                    /** MonitorSpec secret */
                    secret?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MonitorSpec. */
                type $Shape = cellar.cell.v1.MonitorSpec.$Properties;
            }

            /**
             * Properties of a CloudInit.
             * @deprecated Use cellar.cell.v1.CloudInit.$Properties instead.
             */
            interface ICloudInit extends cellar.cell.v1.CloudInit.$Properties {
            }

            /** Represents a CloudInit. */
            class CloudInit {

                /**
                 * Constructs a new CloudInit.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CloudInit.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CloudInit rootEnabled. */
                rootEnabled: boolean;

                /** CloudInit adminName. */
                adminName: string;

                /** CloudInit adminSecret. */
                adminSecret: string;

                /** CloudInit dataPath. */
                dataPath: string;

                /** CloudInit userData. */
                userData: string;

                /**
                 * Creates a new CloudInit instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CloudInit instance
                 */
                static create(properties: cellar.cell.v1.CloudInit.$Shape): cellar.cell.v1.CloudInit & cellar.cell.v1.CloudInit.$Shape;
                static create(properties?: cellar.cell.v1.CloudInit.$Properties): cellar.cell.v1.CloudInit;

                /**
                 * Encodes the specified CloudInit message. Does not implicitly {@link cellar.cell.v1.CloudInit.verify|verify} messages.
                 * @param message CloudInit message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CloudInit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CloudInit message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CloudInit & cellar.cell.v1.CloudInit.$Shape} CloudInit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CloudInit & cellar.cell.v1.CloudInit.$Shape;
            }

            namespace CloudInit {

                /** Properties of a CloudInit. */
                interface $Properties {

                    /** CloudInit rootEnabled */
                    rootEnabled?: (boolean|null);

                    /** CloudInit adminName */
                    adminName?: (string|null);

                    /** CloudInit adminSecret */
                    adminSecret?: (string|null);

                    /** CloudInit dataPath */
                    dataPath?: (string|null);

                    /** CloudInit userData */
                    userData?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CloudInit. */
                type $Shape = cellar.cell.v1.CloudInit.$Properties;
            }

            /**
             * Properties of a Guest.
             * @deprecated Use cellar.cell.v1.Guest.$Properties instead.
             */
            interface IGuest extends cellar.cell.v1.Guest.$Properties {
            }

            /** Represents a Guest. */
            class Guest {

                /**
                 * Constructs a new Guest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Guest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Guest spec. */
                spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                /** Guest state. */
                state: cellar.cell.v1.GuestState;

                /** Guest stateReason. */
                stateReason: string;

                /** Guest operationId. */
                operationId: string;

                /** Guest addresses. */
                addresses: cellar.cell.v1.GuestAddress.$Properties[];

                /** Guest media. */
                media?: (cellar.cell.v1.Media.$Properties|null);

                /** Guest guestAgentConnected. */
                guestAgentConnected: boolean;

                /** Guest startedAtMs. */
                startedAtMs: number;

                /**
                 * Creates a new Guest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Guest instance
                 */
                static create(properties: cellar.cell.v1.Guest.$Shape): cellar.cell.v1.Guest & cellar.cell.v1.Guest.$Shape;
                static create(properties?: cellar.cell.v1.Guest.$Properties): cellar.cell.v1.Guest;

                /**
                 * Encodes the specified Guest message. Does not implicitly {@link cellar.cell.v1.Guest.verify|verify} messages.
                 * @param message Guest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Guest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Guest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Guest & cellar.cell.v1.Guest.$Shape} Guest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Guest & cellar.cell.v1.Guest.$Shape;
            }

            namespace Guest {

                /** Properties of a Guest. */
                interface $Properties {

                    /** Guest spec */
                    spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                    /** Guest state */
                    state?: (cellar.cell.v1.GuestState|null);

                    /** Guest stateReason */
                    stateReason?: (string|null);

                    /** Guest operationId */
                    operationId?: (string|null);

                    /** Guest addresses */
                    addresses?: (cellar.cell.v1.GuestAddress.$Properties[]|null);

                    /** Guest media */
                    media?: (cellar.cell.v1.Media.$Properties|null);

                    /** Guest guestAgentConnected */
                    guestAgentConnected?: (boolean|null);

                    /** Guest startedAtMs */
                    startedAtMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Guest. */
                type $Shape = cellar.cell.v1.Guest.$Properties;
            }

            /** GuestState enum. */
            enum GuestState {

                /** GUEST_STATE_UNKNOWN value */
                GUEST_STATE_UNKNOWN = 0,

                /** STOPPED value */
                STOPPED = 1,

                /** RUNNING value */
                RUNNING = 2,

                /** PAUSED value */
                PAUSED = 3
            }

            /**
             * Properties of a GuestAddress.
             * @deprecated Use cellar.cell.v1.GuestAddress.$Properties instead.
             */
            interface IGuestAddress extends cellar.cell.v1.GuestAddress.$Properties {
            }

            /** Represents a GuestAddress. */
            class GuestAddress {

                /**
                 * Constructs a new GuestAddress.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestAddress.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestAddress ethernetAddress. */
                ethernetAddress: string;

                /** GuestAddress address. */
                address: string;

                /** GuestAddress source. */
                source: cellar.cell.v1.GuestAddress.Source;

                /**
                 * Creates a new GuestAddress instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestAddress instance
                 */
                static create(properties: cellar.cell.v1.GuestAddress.$Shape): cellar.cell.v1.GuestAddress & cellar.cell.v1.GuestAddress.$Shape;
                static create(properties?: cellar.cell.v1.GuestAddress.$Properties): cellar.cell.v1.GuestAddress;

                /**
                 * Encodes the specified GuestAddress message. Does not implicitly {@link cellar.cell.v1.GuestAddress.verify|verify} messages.
                 * @param message GuestAddress message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestAddress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestAddress message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestAddress & cellar.cell.v1.GuestAddress.$Shape} GuestAddress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestAddress & cellar.cell.v1.GuestAddress.$Shape;
            }

            namespace GuestAddress {

                /** Properties of a GuestAddress. */
                interface $Properties {

                    /** GuestAddress ethernetAddress */
                    ethernetAddress?: (string|null);

                    /** GuestAddress address */
                    address?: (string|null);

                    /** GuestAddress source */
                    source?: (cellar.cell.v1.GuestAddress.Source|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestAddress. */
                type $Shape = cellar.cell.v1.GuestAddress.$Properties;

                /** Source enum. */
                enum Source {

                    /** AGENT value */
                    AGENT = 0,

                    /** LEASE value */
                    LEASE = 1
                }
            }

            /**
             * Properties of a Media.
             * @deprecated Use cellar.cell.v1.Media.$Properties instead.
             */
            interface IMedia extends cellar.cell.v1.Media.$Properties {
            }

            /** Represents a Media. */
            class Media {

                /**
                 * Constructs a new Media.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Media.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Media imageId. */
                imageId: string;

                /** Media imageSha256. */
                imageSha256: string;

                /**
                 * Creates a new Media instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Media instance
                 */
                static create(properties: cellar.cell.v1.Media.$Shape): cellar.cell.v1.Media & cellar.cell.v1.Media.$Shape;
                static create(properties?: cellar.cell.v1.Media.$Properties): cellar.cell.v1.Media;

                /**
                 * Encodes the specified Media message. Does not implicitly {@link cellar.cell.v1.Media.verify|verify} messages.
                 * @param message Media message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Media.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Media message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Media & cellar.cell.v1.Media.$Shape} Media
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Media & cellar.cell.v1.Media.$Shape;
            }

            namespace Media {

                /** Properties of a Media. */
                interface $Properties {

                    /** Media imageId */
                    imageId?: (string|null);

                    /** Media imageSha256 */
                    imageSha256?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Media. */
                type $Shape = cellar.cell.v1.Media.$Properties;
            }

            /**
             * Properties of a SecurityPolicy.
             * @deprecated Use cellar.cell.v1.SecurityPolicy.$Properties instead.
             */
            interface ISecurityPolicy extends cellar.cell.v1.SecurityPolicy.$Properties {
            }

            /** Represents a SecurityPolicy. */
            class SecurityPolicy {

                /**
                 * Constructs a new SecurityPolicy.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SecurityPolicy.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SecurityPolicy defaultAction. */
                defaultAction: cellar.cell.v1.PolicyAction;

                /** SecurityPolicy rules. */
                rules: cellar.cell.v1.PolicyRule.$Properties[];

                /**
                 * Creates a new SecurityPolicy instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SecurityPolicy instance
                 */
                static create(properties: cellar.cell.v1.SecurityPolicy.$Shape): cellar.cell.v1.SecurityPolicy & cellar.cell.v1.SecurityPolicy.$Shape;
                static create(properties?: cellar.cell.v1.SecurityPolicy.$Properties): cellar.cell.v1.SecurityPolicy;

                /**
                 * Encodes the specified SecurityPolicy message. Does not implicitly {@link cellar.cell.v1.SecurityPolicy.verify|verify} messages.
                 * @param message SecurityPolicy message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SecurityPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SecurityPolicy message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SecurityPolicy & cellar.cell.v1.SecurityPolicy.$Shape} SecurityPolicy
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SecurityPolicy & cellar.cell.v1.SecurityPolicy.$Shape;
            }

            namespace SecurityPolicy {

                /** Properties of a SecurityPolicy. */
                interface $Properties {

                    /** SecurityPolicy defaultAction */
                    defaultAction?: (cellar.cell.v1.PolicyAction|null);

                    /** SecurityPolicy rules */
                    rules?: (cellar.cell.v1.PolicyRule.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SecurityPolicy. */
                type $Shape = cellar.cell.v1.SecurityPolicy.$Properties;
            }

            /** PolicyAction enum. */
            enum PolicyAction {

                /** ACCEPT value */
                ACCEPT = 0,

                /** REJECT value */
                REJECT = 1
            }

            /**
             * Properties of a PolicyRule.
             * @deprecated Use cellar.cell.v1.PolicyRule.$Properties instead.
             */
            interface IPolicyRule extends cellar.cell.v1.PolicyRule.$Properties {
            }

            /** Represents a PolicyRule. */
            class PolicyRule {

                /**
                 * Constructs a new PolicyRule.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.PolicyRule.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PolicyRule action. */
                action: cellar.cell.v1.PolicyAction;

                /** PolicyRule protocol. */
                protocol: cellar.cell.v1.PolicyRule.Protocol;

                /** PolicyRule toPort. */
                toPort: number;

                /** PolicyRule fromAddress. */
                fromAddress: string;

                /** PolicyRule interface. */
                interface: number;

                /**
                 * Creates a new PolicyRule instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PolicyRule instance
                 */
                static create(properties: cellar.cell.v1.PolicyRule.$Shape): cellar.cell.v1.PolicyRule & cellar.cell.v1.PolicyRule.$Shape;
                static create(properties?: cellar.cell.v1.PolicyRule.$Properties): cellar.cell.v1.PolicyRule;

                /**
                 * Encodes the specified PolicyRule message. Does not implicitly {@link cellar.cell.v1.PolicyRule.verify|verify} messages.
                 * @param message PolicyRule message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.PolicyRule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PolicyRule message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.PolicyRule & cellar.cell.v1.PolicyRule.$Shape} PolicyRule
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.PolicyRule & cellar.cell.v1.PolicyRule.$Shape;
            }

            namespace PolicyRule {

                /** Properties of a PolicyRule. */
                interface $Properties {

                    /** PolicyRule action */
                    action?: (cellar.cell.v1.PolicyAction|null);

                    /** PolicyRule protocol */
                    protocol?: (cellar.cell.v1.PolicyRule.Protocol|null);

                    /** PolicyRule toPort */
                    toPort?: (number|null);

                    /** PolicyRule fromAddress */
                    fromAddress?: (string|null);

                    /** PolicyRule interface */
                    "interface"?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PolicyRule. */
                type $Shape = cellar.cell.v1.PolicyRule.$Properties;

                /** Protocol enum. */
                enum Protocol {

                    /** ALL value */
                    ALL = 0,

                    /** TCP value */
                    TCP = 1,

                    /** UDP value */
                    UDP = 2,

                    /** ICMP value */
                    ICMP = 3
                }
            }

            /**
             * Properties of a SetSecurityPolicyRequest.
             * @deprecated Use cellar.cell.v1.SetSecurityPolicyRequest.$Properties instead.
             */
            interface ISetSecurityPolicyRequest extends cellar.cell.v1.SetSecurityPolicyRequest.$Properties {
            }

            /** Represents a SetSecurityPolicyRequest. */
            class SetSecurityPolicyRequest {

                /**
                 * Constructs a new SetSecurityPolicyRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetSecurityPolicyRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetSecurityPolicyRequest operationId. */
                operationId: string;

                /** SetSecurityPolicyRequest guestId. */
                guestId: string;

                /** SetSecurityPolicyRequest policy. */
                policy?: (cellar.cell.v1.SecurityPolicy.$Properties|null);

                /**
                 * Creates a new SetSecurityPolicyRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetSecurityPolicyRequest instance
                 */
                static create(properties: cellar.cell.v1.SetSecurityPolicyRequest.$Shape): cellar.cell.v1.SetSecurityPolicyRequest & cellar.cell.v1.SetSecurityPolicyRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetSecurityPolicyRequest.$Properties): cellar.cell.v1.SetSecurityPolicyRequest;

                /**
                 * Encodes the specified SetSecurityPolicyRequest message. Does not implicitly {@link cellar.cell.v1.SetSecurityPolicyRequest.verify|verify} messages.
                 * @param message SetSecurityPolicyRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetSecurityPolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetSecurityPolicyRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetSecurityPolicyRequest & cellar.cell.v1.SetSecurityPolicyRequest.$Shape} SetSecurityPolicyRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetSecurityPolicyRequest & cellar.cell.v1.SetSecurityPolicyRequest.$Shape;
            }

            namespace SetSecurityPolicyRequest {

                /** Properties of a SetSecurityPolicyRequest. */
                interface $Properties {

                    /** SetSecurityPolicyRequest operationId */
                    operationId?: (string|null);

                    /** SetSecurityPolicyRequest guestId */
                    guestId?: (string|null);

                    /** SetSecurityPolicyRequest policy */
                    policy?: (cellar.cell.v1.SecurityPolicy.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetSecurityPolicyRequest. */
                type $Shape = cellar.cell.v1.SetSecurityPolicyRequest.$Properties;
            }

            /**
             * Properties of a CellDescription.
             * @deprecated Use cellar.cell.v1.CellDescription.$Properties instead.
             */
            interface ICellDescription extends cellar.cell.v1.CellDescription.$Properties {
            }

            /** Represents a CellDescription. */
            class CellDescription {

                /**
                 * Constructs a new CellDescription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CellDescription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CellDescription cellId. */
                cellId: string;

                /** CellDescription name. */
                name: string;

                /** CellDescription agentVersion. */
                agentVersion: string;

                /** CellDescription hypervisor. */
                hypervisor: string;

                /** CellDescription hypervisorVersion. */
                hypervisorVersion: string;

                /** CellDescription virtualization. */
                virtualization: string;

                /** CellDescription cpuCount. */
                cpuCount: number;

                /** CellDescription memoryBytes. */
                memoryBytes: number;

                /** CellDescription storagePaths. */
                storagePaths: string[];

                /** CellDescription warnings. */
                warnings: cellar.cell.v1.HostWarning.$Properties[];

                /** CellDescription startedAtMs. */
                startedAtMs: number;

                /** CellDescription consolePort. */
                consolePort: number;

                /** CellDescription externalBridge. */
                externalBridge: boolean;

                /** CellDescription storages. */
                storages: cellar.cell.v1.StorageState.$Properties[];

                /**
                 * Creates a new CellDescription instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CellDescription instance
                 */
                static create(properties: cellar.cell.v1.CellDescription.$Shape): cellar.cell.v1.CellDescription & cellar.cell.v1.CellDescription.$Shape;
                static create(properties?: cellar.cell.v1.CellDescription.$Properties): cellar.cell.v1.CellDescription;

                /**
                 * Encodes the specified CellDescription message. Does not implicitly {@link cellar.cell.v1.CellDescription.verify|verify} messages.
                 * @param message CellDescription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CellDescription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CellDescription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CellDescription & cellar.cell.v1.CellDescription.$Shape} CellDescription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CellDescription & cellar.cell.v1.CellDescription.$Shape;
            }

            namespace CellDescription {

                /** Properties of a CellDescription. */
                interface $Properties {

                    /** CellDescription cellId */
                    cellId?: (string|null);

                    /** CellDescription name */
                    name?: (string|null);

                    /** CellDescription agentVersion */
                    agentVersion?: (string|null);

                    /** CellDescription hypervisor */
                    hypervisor?: (string|null);

                    /** CellDescription hypervisorVersion */
                    hypervisorVersion?: (string|null);

                    /** CellDescription virtualization */
                    virtualization?: (string|null);

                    /** CellDescription cpuCount */
                    cpuCount?: (number|null);

                    /** CellDescription memoryBytes */
                    memoryBytes?: (number|null);

                    /** CellDescription storagePaths */
                    storagePaths?: (string[]|null);

                    /** CellDescription warnings */
                    warnings?: (cellar.cell.v1.HostWarning.$Properties[]|null);

                    /** CellDescription startedAtMs */
                    startedAtMs?: (number|null);

                    /** CellDescription consolePort */
                    consolePort?: (number|null);

                    /** CellDescription externalBridge */
                    externalBridge?: (boolean|null);

                    /** CellDescription storages */
                    storages?: (cellar.cell.v1.StorageState.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CellDescription. */
                type $Shape = cellar.cell.v1.CellDescription.$Properties;
            }

            /**
             * Properties of a HostWarning.
             * @deprecated Use cellar.cell.v1.HostWarning.$Properties instead.
             */
            interface IHostWarning extends cellar.cell.v1.HostWarning.$Properties {
            }

            /** Represents a HostWarning. */
            class HostWarning {

                /**
                 * Constructs a new HostWarning.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.HostWarning.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HostWarning code. */
                code: string;

                /** HostWarning message. */
                message: string;

                /**
                 * Creates a new HostWarning instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HostWarning instance
                 */
                static create(properties: cellar.cell.v1.HostWarning.$Shape): cellar.cell.v1.HostWarning & cellar.cell.v1.HostWarning.$Shape;
                static create(properties?: cellar.cell.v1.HostWarning.$Properties): cellar.cell.v1.HostWarning;

                /**
                 * Encodes the specified HostWarning message. Does not implicitly {@link cellar.cell.v1.HostWarning.verify|verify} messages.
                 * @param message HostWarning message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.HostWarning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HostWarning message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.HostWarning & cellar.cell.v1.HostWarning.$Shape} HostWarning
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.HostWarning & cellar.cell.v1.HostWarning.$Shape;
            }

            namespace HostWarning {

                /** Properties of a HostWarning. */
                interface $Properties {

                    /** HostWarning code */
                    code?: (string|null);

                    /** HostWarning message */
                    message?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HostWarning. */
                type $Shape = cellar.cell.v1.HostWarning.$Properties;
            }

            /**
             * Properties of an Event.
             * @deprecated Use cellar.cell.v1.Event.$Properties instead.
             */
            interface IEvent extends cellar.cell.v1.Event.$Properties {
            }

            /** Represents an Event. */
            class Event {

                /**
                 * Constructs a new Event.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Event.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Event atMs. */
                atMs: number;

                /** Event inventory. */
                inventory?: (cellar.cell.v1.Inventory.$Properties|null);

                /** Event guestChanged. */
                guestChanged?: (cellar.cell.v1.Guest.$Properties|null);

                /** Event guestRemoved. */
                guestRemoved?: (cellar.cell.v1.GuestRemoved.$Properties|null);

                /** Event statistics. */
                statistics?: (cellar.cell.v1.Statistics.$Properties|null);

                /** Event warning. */
                warning?: (cellar.cell.v1.Warning.$Properties|null);

                /** Event hypervisorLost. */
                hypervisorLost?: (cellar.cell.v1.HypervisorLost.$Properties|null);

                /** Event event. */
                event?: ("inventory"|"guestChanged"|"guestRemoved"|"statistics"|"warning"|"hypervisorLost");

                /**
                 * Creates a new Event instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Event instance
                 */
                static create(properties: cellar.cell.v1.Event.$Shape): cellar.cell.v1.Event & cellar.cell.v1.Event.$Shape;
                static create(properties?: cellar.cell.v1.Event.$Properties): cellar.cell.v1.Event;

                /**
                 * Encodes the specified Event message. Does not implicitly {@link cellar.cell.v1.Event.verify|verify} messages.
                 * @param message Event message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Event message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Event & cellar.cell.v1.Event.$Shape} Event
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Event & cellar.cell.v1.Event.$Shape;
            }

            namespace Event {

                /** Properties of an Event. */
                interface $Properties {

                    /** Event atMs */
                    atMs?: (number|null);

                    /** Event inventory */
                    inventory?: (cellar.cell.v1.Inventory.$Properties|null);

                    /** Event guestChanged */
                    guestChanged?: (cellar.cell.v1.Guest.$Properties|null);

                    /** Event guestRemoved */
                    guestRemoved?: (cellar.cell.v1.GuestRemoved.$Properties|null);

                    /** Event statistics */
                    statistics?: (cellar.cell.v1.Statistics.$Properties|null);

                    /** Event warning */
                    warning?: (cellar.cell.v1.Warning.$Properties|null);

                    /** Event hypervisorLost */
                    hypervisorLost?: (cellar.cell.v1.HypervisorLost.$Properties|null);

                    /** Event event */
                    event?: ("inventory"|"guestChanged"|"guestRemoved"|"statistics"|"warning"|"hypervisorLost");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of an Event. */
                type $Shape = {
                  atMs?: number|null;
                  inventory?: cellar.cell.v1.Inventory.$Shape|null;
                  guestChanged?: cellar.cell.v1.Guest.$Shape|null;
                  guestRemoved?: cellar.cell.v1.GuestRemoved.$Shape|null;
                  statistics?: cellar.cell.v1.Statistics.$Shape|null;
                  warning?: cellar.cell.v1.Warning.$Shape|null;
                  hypervisorLost?: cellar.cell.v1.HypervisorLost.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ event?: undefined; inventory?: null; guestChanged?: null; guestRemoved?: null; statistics?: null; warning?: null; hypervisorLost?: null }|{ event?: "inventory"; inventory: cellar.cell.v1.Inventory.$Shape; guestChanged?: null; guestRemoved?: null; statistics?: null; warning?: null; hypervisorLost?: null }|{ event?: "guestChanged"; inventory?: null; guestChanged: cellar.cell.v1.Guest.$Shape; guestRemoved?: null; statistics?: null; warning?: null; hypervisorLost?: null }|{ event?: "guestRemoved"; inventory?: null; guestChanged?: null; guestRemoved: cellar.cell.v1.GuestRemoved.$Shape; statistics?: null; warning?: null; hypervisorLost?: null }|{ event?: "statistics"; inventory?: null; guestChanged?: null; guestRemoved?: null; statistics: cellar.cell.v1.Statistics.$Shape; warning?: null; hypervisorLost?: null }|{ event?: "warning"; inventory?: null; guestChanged?: null; guestRemoved?: null; statistics?: null; warning: cellar.cell.v1.Warning.$Shape; hypervisorLost?: null }|{ event?: "hypervisorLost"; inventory?: null; guestChanged?: null; guestRemoved?: null; statistics?: null; warning?: null; hypervisorLost: cellar.cell.v1.HypervisorLost.$Shape })
                );
            }

            /**
             * Properties of an Inventory.
             * @deprecated Use cellar.cell.v1.Inventory.$Properties instead.
             */
            interface IInventory extends cellar.cell.v1.Inventory.$Properties {
            }

            /** Represents an Inventory. */
            class Inventory {

                /**
                 * Constructs a new Inventory.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Inventory.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Inventory cell. */
                cell?: (cellar.cell.v1.CellDescription.$Properties|null);

                /** Inventory guests. */
                guests: cellar.cell.v1.Guest.$Properties[];

                /** Inventory images. */
                images: cellar.cell.v1.CachedImage.$Properties[];

                /**
                 * Creates a new Inventory instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Inventory instance
                 */
                static create(properties: cellar.cell.v1.Inventory.$Shape): cellar.cell.v1.Inventory & cellar.cell.v1.Inventory.$Shape;
                static create(properties?: cellar.cell.v1.Inventory.$Properties): cellar.cell.v1.Inventory;

                /**
                 * Encodes the specified Inventory message. Does not implicitly {@link cellar.cell.v1.Inventory.verify|verify} messages.
                 * @param message Inventory message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Inventory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Inventory message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Inventory & cellar.cell.v1.Inventory.$Shape} Inventory
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Inventory & cellar.cell.v1.Inventory.$Shape;
            }

            namespace Inventory {

                /** Properties of an Inventory. */
                interface $Properties {

                    /** Inventory cell */
                    cell?: (cellar.cell.v1.CellDescription.$Properties|null);

                    /** Inventory guests */
                    guests?: (cellar.cell.v1.Guest.$Properties[]|null);

                    /** Inventory images */
                    images?: (cellar.cell.v1.CachedImage.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Inventory. */
                type $Shape = cellar.cell.v1.Inventory.$Properties;
            }

            /**
             * Properties of a CachedImage.
             * @deprecated Use cellar.cell.v1.CachedImage.$Properties instead.
             */
            interface ICachedImage extends cellar.cell.v1.CachedImage.$Properties {
            }

            /** Represents a CachedImage. */
            class CachedImage {

                /**
                 * Constructs a new CachedImage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CachedImage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CachedImage sha256. */
                sha256: string;

                /** CachedImage sizeBytes. */
                sizeBytes: number;

                /**
                 * Creates a new CachedImage instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CachedImage instance
                 */
                static create(properties: cellar.cell.v1.CachedImage.$Shape): cellar.cell.v1.CachedImage & cellar.cell.v1.CachedImage.$Shape;
                static create(properties?: cellar.cell.v1.CachedImage.$Properties): cellar.cell.v1.CachedImage;

                /**
                 * Encodes the specified CachedImage message. Does not implicitly {@link cellar.cell.v1.CachedImage.verify|verify} messages.
                 * @param message CachedImage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CachedImage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CachedImage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CachedImage & cellar.cell.v1.CachedImage.$Shape} CachedImage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CachedImage & cellar.cell.v1.CachedImage.$Shape;
            }

            namespace CachedImage {

                /** Properties of a CachedImage. */
                interface $Properties {

                    /** CachedImage sha256 */
                    sha256?: (string|null);

                    /** CachedImage sizeBytes */
                    sizeBytes?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CachedImage. */
                type $Shape = cellar.cell.v1.CachedImage.$Properties;
            }

            /**
             * Properties of a GuestRemoved.
             * @deprecated Use cellar.cell.v1.GuestRemoved.$Properties instead.
             */
            interface IGuestRemoved extends cellar.cell.v1.GuestRemoved.$Properties {
            }

            /** Represents a GuestRemoved. */
            class GuestRemoved {

                /**
                 * Constructs a new GuestRemoved.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestRemoved.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestRemoved guestId. */
                guestId: string;

                /**
                 * Creates a new GuestRemoved instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestRemoved instance
                 */
                static create(properties: cellar.cell.v1.GuestRemoved.$Shape): cellar.cell.v1.GuestRemoved & cellar.cell.v1.GuestRemoved.$Shape;
                static create(properties?: cellar.cell.v1.GuestRemoved.$Properties): cellar.cell.v1.GuestRemoved;

                /**
                 * Encodes the specified GuestRemoved message. Does not implicitly {@link cellar.cell.v1.GuestRemoved.verify|verify} messages.
                 * @param message GuestRemoved message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestRemoved.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestRemoved message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestRemoved & cellar.cell.v1.GuestRemoved.$Shape} GuestRemoved
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestRemoved & cellar.cell.v1.GuestRemoved.$Shape;
            }

            namespace GuestRemoved {

                /** Properties of a GuestRemoved. */
                interface $Properties {

                    /** GuestRemoved guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestRemoved. */
                type $Shape = cellar.cell.v1.GuestRemoved.$Properties;
            }

            /**
             * Properties of a HypervisorLost.
             * @deprecated Use cellar.cell.v1.HypervisorLost.$Properties instead.
             */
            interface IHypervisorLost extends cellar.cell.v1.HypervisorLost.$Properties {
            }

            /** Represents a HypervisorLost. */
            class HypervisorLost {

                /**
                 * Constructs a new HypervisorLost.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.HypervisorLost.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HypervisorLost message. */
                message: string;

                /**
                 * Creates a new HypervisorLost instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HypervisorLost instance
                 */
                static create(properties: cellar.cell.v1.HypervisorLost.$Shape): cellar.cell.v1.HypervisorLost & cellar.cell.v1.HypervisorLost.$Shape;
                static create(properties?: cellar.cell.v1.HypervisorLost.$Properties): cellar.cell.v1.HypervisorLost;

                /**
                 * Encodes the specified HypervisorLost message. Does not implicitly {@link cellar.cell.v1.HypervisorLost.verify|verify} messages.
                 * @param message HypervisorLost message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.HypervisorLost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HypervisorLost message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.HypervisorLost & cellar.cell.v1.HypervisorLost.$Shape} HypervisorLost
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.HypervisorLost & cellar.cell.v1.HypervisorLost.$Shape;
            }

            namespace HypervisorLost {

                /** Properties of a HypervisorLost. */
                interface $Properties {

                    /** HypervisorLost message */
                    message?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HypervisorLost. */
                type $Shape = cellar.cell.v1.HypervisorLost.$Properties;
            }

            /**
             * Properties of a Warning.
             * @deprecated Use cellar.cell.v1.Warning.$Properties instead.
             */
            interface IWarning extends cellar.cell.v1.Warning.$Properties {
            }

            /** Represents a Warning. */
            class Warning {

                /**
                 * Constructs a new Warning.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Warning.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Warning code. */
                code: string;

                /** Warning message. */
                message: string;

                /** Warning guestId. */
                guestId: string;

                /**
                 * Creates a new Warning instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Warning instance
                 */
                static create(properties: cellar.cell.v1.Warning.$Shape): cellar.cell.v1.Warning & cellar.cell.v1.Warning.$Shape;
                static create(properties?: cellar.cell.v1.Warning.$Properties): cellar.cell.v1.Warning;

                /**
                 * Encodes the specified Warning message. Does not implicitly {@link cellar.cell.v1.Warning.verify|verify} messages.
                 * @param message Warning message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Warning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Warning message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Warning & cellar.cell.v1.Warning.$Shape} Warning
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Warning & cellar.cell.v1.Warning.$Shape;
            }

            namespace Warning {

                /** Properties of a Warning. */
                interface $Properties {

                    /** Warning code */
                    code?: (string|null);

                    /** Warning message */
                    message?: (string|null);

                    /** Warning guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Warning. */
                type $Shape = cellar.cell.v1.Warning.$Properties;
            }

            /**
             * Properties of a Statistics.
             * @deprecated Use cellar.cell.v1.Statistics.$Properties instead.
             */
            interface IStatistics extends cellar.cell.v1.Statistics.$Properties {
            }

            /** Represents a Statistics. */
            class Statistics {

                /**
                 * Constructs a new Statistics.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Statistics.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Statistics node. */
                node?: (cellar.cell.v1.NodeStatistics.$Properties|null);

                /** Statistics guests. */
                guests: cellar.cell.v1.GuestStatistics.$Properties[];

                /** Statistics storages. */
                storages: cellar.cell.v1.StorageState.$Properties[];

                /**
                 * Creates a new Statistics instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Statistics instance
                 */
                static create(properties: cellar.cell.v1.Statistics.$Shape): cellar.cell.v1.Statistics & cellar.cell.v1.Statistics.$Shape;
                static create(properties?: cellar.cell.v1.Statistics.$Properties): cellar.cell.v1.Statistics;

                /**
                 * Encodes the specified Statistics message. Does not implicitly {@link cellar.cell.v1.Statistics.verify|verify} messages.
                 * @param message Statistics message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Statistics.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Statistics message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Statistics & cellar.cell.v1.Statistics.$Shape} Statistics
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Statistics & cellar.cell.v1.Statistics.$Shape;
            }

            namespace Statistics {

                /** Properties of a Statistics. */
                interface $Properties {

                    /** Statistics node */
                    node?: (cellar.cell.v1.NodeStatistics.$Properties|null);

                    /** Statistics guests */
                    guests?: (cellar.cell.v1.GuestStatistics.$Properties[]|null);

                    /** Statistics storages */
                    storages?: (cellar.cell.v1.StorageState.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Statistics. */
                type $Shape = cellar.cell.v1.Statistics.$Properties;
            }

            /**
             * Properties of a NodeStatistics.
             * @deprecated Use cellar.cell.v1.NodeStatistics.$Properties instead.
             */
            interface INodeStatistics extends cellar.cell.v1.NodeStatistics.$Properties {
            }

            /** Represents a NodeStatistics. */
            class NodeStatistics {

                /**
                 * Constructs a new NodeStatistics.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.NodeStatistics.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** NodeStatistics cpuUsage. */
                cpuUsage: number;

                /** NodeStatistics memoryAvailableBytes. */
                memoryAvailableBytes: number;

                /** NodeStatistics diskBytes. */
                diskBytes: number;

                /** NodeStatistics diskAvailableBytes. */
                diskAvailableBytes: number;

                /** NodeStatistics readBytesPerSecond. */
                readBytesPerSecond: number;

                /** NodeStatistics writeBytesPerSecond. */
                writeBytesPerSecond: number;

                /** NodeStatistics receiveBytesPerSecond. */
                receiveBytesPerSecond: number;

                /** NodeStatistics sendBytesPerSecond. */
                sendBytesPerSecond: number;

                /**
                 * Creates a new NodeStatistics instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns NodeStatistics instance
                 */
                static create(properties: cellar.cell.v1.NodeStatistics.$Shape): cellar.cell.v1.NodeStatistics & cellar.cell.v1.NodeStatistics.$Shape;
                static create(properties?: cellar.cell.v1.NodeStatistics.$Properties): cellar.cell.v1.NodeStatistics;

                /**
                 * Encodes the specified NodeStatistics message. Does not implicitly {@link cellar.cell.v1.NodeStatistics.verify|verify} messages.
                 * @param message NodeStatistics message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.NodeStatistics.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a NodeStatistics message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.NodeStatistics & cellar.cell.v1.NodeStatistics.$Shape} NodeStatistics
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.NodeStatistics & cellar.cell.v1.NodeStatistics.$Shape;
            }

            namespace NodeStatistics {

                /** Properties of a NodeStatistics. */
                interface $Properties {

                    /** NodeStatistics cpuUsage */
                    cpuUsage?: (number|null);

                    /** NodeStatistics memoryAvailableBytes */
                    memoryAvailableBytes?: (number|null);

                    /** NodeStatistics diskBytes */
                    diskBytes?: (number|null);

                    /** NodeStatistics diskAvailableBytes */
                    diskAvailableBytes?: (number|null);

                    /** NodeStatistics readBytesPerSecond */
                    readBytesPerSecond?: (number|null);

                    /** NodeStatistics writeBytesPerSecond */
                    writeBytesPerSecond?: (number|null);

                    /** NodeStatistics receiveBytesPerSecond */
                    receiveBytesPerSecond?: (number|null);

                    /** NodeStatistics sendBytesPerSecond */
                    sendBytesPerSecond?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a NodeStatistics. */
                type $Shape = cellar.cell.v1.NodeStatistics.$Properties;
            }

            /**
             * Properties of a GuestStatistics.
             * @deprecated Use cellar.cell.v1.GuestStatistics.$Properties instead.
             */
            interface IGuestStatistics extends cellar.cell.v1.GuestStatistics.$Properties {
            }

            /** Represents a GuestStatistics. */
            class GuestStatistics {

                /**
                 * Constructs a new GuestStatistics.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestStatistics.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestStatistics guestId. */
                guestId: string;

                /** GuestStatistics cpuUsage. */
                cpuUsage: number;

                /** GuestStatistics memoryAvailableBytes. */
                memoryAvailableBytes: number;

                /** GuestStatistics diskAvailableBytes. */
                diskAvailableBytes: number;

                /** GuestStatistics bytesRead. */
                bytesRead: number;

                /** GuestStatistics bytesWritten. */
                bytesWritten: number;

                /** GuestStatistics bytesReceived. */
                bytesReceived: number;

                /** GuestStatistics bytesSent. */
                bytesSent: number;

                /**
                 * Creates a new GuestStatistics instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestStatistics instance
                 */
                static create(properties: cellar.cell.v1.GuestStatistics.$Shape): cellar.cell.v1.GuestStatistics & cellar.cell.v1.GuestStatistics.$Shape;
                static create(properties?: cellar.cell.v1.GuestStatistics.$Properties): cellar.cell.v1.GuestStatistics;

                /**
                 * Encodes the specified GuestStatistics message. Does not implicitly {@link cellar.cell.v1.GuestStatistics.verify|verify} messages.
                 * @param message GuestStatistics message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestStatistics.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestStatistics message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestStatistics & cellar.cell.v1.GuestStatistics.$Shape} GuestStatistics
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestStatistics & cellar.cell.v1.GuestStatistics.$Shape;
            }

            namespace GuestStatistics {

                /** Properties of a GuestStatistics. */
                interface $Properties {

                    /** GuestStatistics guestId */
                    guestId?: (string|null);

                    /** GuestStatistics cpuUsage */
                    cpuUsage?: (number|null);

                    /** GuestStatistics memoryAvailableBytes */
                    memoryAvailableBytes?: (number|null);

                    /** GuestStatistics diskAvailableBytes */
                    diskAvailableBytes?: (number|null);

                    /** GuestStatistics bytesRead */
                    bytesRead?: (number|null);

                    /** GuestStatistics bytesWritten */
                    bytesWritten?: (number|null);

                    /** GuestStatistics bytesReceived */
                    bytesReceived?: (number|null);

                    /** GuestStatistics bytesSent */
                    bytesSent?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestStatistics. */
                type $Shape = cellar.cell.v1.GuestStatistics.$Properties;
            }

            /**
             * Properties of an AttachStorageRequest.
             * @deprecated Use cellar.cell.v1.AttachStorageRequest.$Properties instead.
             */
            interface IAttachStorageRequest extends cellar.cell.v1.AttachStorageRequest.$Properties {
            }

            /** Represents an AttachStorageRequest. */
            class AttachStorageRequest {

                /**
                 * Constructs a new AttachStorageRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.AttachStorageRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AttachStorageRequest name. */
                name: string;

                /** AttachStorageRequest id. */
                id: string;

                /** AttachStorageRequest type. */
                type: string;

                /** AttachStorageRequest host. */
                host: string;

                /** AttachStorageRequest target. */
                target: string;

                /** AttachStorageRequest initialize. */
                initialize: boolean;

                /**
                 * Creates a new AttachStorageRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AttachStorageRequest instance
                 */
                static create(properties: cellar.cell.v1.AttachStorageRequest.$Shape): cellar.cell.v1.AttachStorageRequest & cellar.cell.v1.AttachStorageRequest.$Shape;
                static create(properties?: cellar.cell.v1.AttachStorageRequest.$Properties): cellar.cell.v1.AttachStorageRequest;

                /**
                 * Encodes the specified AttachStorageRequest message. Does not implicitly {@link cellar.cell.v1.AttachStorageRequest.verify|verify} messages.
                 * @param message AttachStorageRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.AttachStorageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AttachStorageRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.AttachStorageRequest & cellar.cell.v1.AttachStorageRequest.$Shape} AttachStorageRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.AttachStorageRequest & cellar.cell.v1.AttachStorageRequest.$Shape;
            }

            namespace AttachStorageRequest {

                /** Properties of an AttachStorageRequest. */
                interface $Properties {

                    /** AttachStorageRequest name */
                    name?: (string|null);

                    /** AttachStorageRequest id */
                    id?: (string|null);

                    /** AttachStorageRequest type */
                    type?: (string|null);

                    /** AttachStorageRequest host */
                    host?: (string|null);

                    /** AttachStorageRequest target */
                    target?: (string|null);

                    /** AttachStorageRequest initialize */
                    initialize?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AttachStorageRequest. */
                type $Shape = cellar.cell.v1.AttachStorageRequest.$Properties;
            }

            /**
             * Properties of a DetachStorageRequest.
             * @deprecated Use cellar.cell.v1.DetachStorageRequest.$Properties instead.
             */
            interface IDetachStorageRequest extends cellar.cell.v1.DetachStorageRequest.$Properties {
            }

            /** Represents a DetachStorageRequest. */
            class DetachStorageRequest {

                /**
                 * Constructs a new DetachStorageRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DetachStorageRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DetachStorageRequest name. */
                name: string;

                /**
                 * Creates a new DetachStorageRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DetachStorageRequest instance
                 */
                static create(properties: cellar.cell.v1.DetachStorageRequest.$Shape): cellar.cell.v1.DetachStorageRequest & cellar.cell.v1.DetachStorageRequest.$Shape;
                static create(properties?: cellar.cell.v1.DetachStorageRequest.$Properties): cellar.cell.v1.DetachStorageRequest;

                /**
                 * Encodes the specified DetachStorageRequest message. Does not implicitly {@link cellar.cell.v1.DetachStorageRequest.verify|verify} messages.
                 * @param message DetachStorageRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DetachStorageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DetachStorageRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DetachStorageRequest & cellar.cell.v1.DetachStorageRequest.$Shape} DetachStorageRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DetachStorageRequest & cellar.cell.v1.DetachStorageRequest.$Shape;
            }

            namespace DetachStorageRequest {

                /** Properties of a DetachStorageRequest. */
                interface $Properties {

                    /** DetachStorageRequest name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DetachStorageRequest. */
                type $Shape = cellar.cell.v1.DetachStorageRequest.$Properties;
            }

            /**
             * Properties of a StorageState.
             * @deprecated Use cellar.cell.v1.StorageState.$Properties instead.
             */
            interface IStorageState extends cellar.cell.v1.StorageState.$Properties {
            }

            /** Represents a StorageState. */
            class StorageState {

                /**
                 * Constructs a new StorageState.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.StorageState.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StorageState name. */
                name: string;

                /** StorageState id. */
                id: string;

                /** StorageState attached. */
                attached: boolean;

                /** StorageState error. */
                error: string;

                /** StorageState totalBytes. */
                totalBytes: number;

                /** StorageState availableBytes. */
                availableBytes: number;

                /**
                 * Creates a new StorageState instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StorageState instance
                 */
                static create(properties: cellar.cell.v1.StorageState.$Shape): cellar.cell.v1.StorageState & cellar.cell.v1.StorageState.$Shape;
                static create(properties?: cellar.cell.v1.StorageState.$Properties): cellar.cell.v1.StorageState;

                /**
                 * Encodes the specified StorageState message. Does not implicitly {@link cellar.cell.v1.StorageState.verify|verify} messages.
                 * @param message StorageState message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.StorageState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StorageState message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.StorageState & cellar.cell.v1.StorageState.$Shape} StorageState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.StorageState & cellar.cell.v1.StorageState.$Shape;
            }

            namespace StorageState {

                /** Properties of a StorageState. */
                interface $Properties {

                    /** StorageState name */
                    name?: (string|null);

                    /** StorageState id */
                    id?: (string|null);

                    /** StorageState attached */
                    attached?: (boolean|null);

                    /** StorageState error */
                    error?: (string|null);

                    /** StorageState totalBytes */
                    totalBytes?: (number|null);

                    /** StorageState availableBytes */
                    availableBytes?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StorageState. */
                type $Shape = cellar.cell.v1.StorageState.$Properties;
            }

            /**
             * Properties of a SetStoragePathRequest.
             * @deprecated Use cellar.cell.v1.SetStoragePathRequest.$Properties instead.
             */
            interface ISetStoragePathRequest extends cellar.cell.v1.SetStoragePathRequest.$Properties {
            }

            /** Represents a SetStoragePathRequest. */
            class SetStoragePathRequest {

                /**
                 * Constructs a new SetStoragePathRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetStoragePathRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetStoragePathRequest path. */
                path: string;

                /**
                 * Creates a new SetStoragePathRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetStoragePathRequest instance
                 */
                static create(properties: cellar.cell.v1.SetStoragePathRequest.$Shape): cellar.cell.v1.SetStoragePathRequest & cellar.cell.v1.SetStoragePathRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetStoragePathRequest.$Properties): cellar.cell.v1.SetStoragePathRequest;

                /**
                 * Encodes the specified SetStoragePathRequest message. Does not implicitly {@link cellar.cell.v1.SetStoragePathRequest.verify|verify} messages.
                 * @param message SetStoragePathRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetStoragePathRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetStoragePathRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetStoragePathRequest & cellar.cell.v1.SetStoragePathRequest.$Shape} SetStoragePathRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetStoragePathRequest & cellar.cell.v1.SetStoragePathRequest.$Shape;
            }

            namespace SetStoragePathRequest {

                /** Properties of a SetStoragePathRequest. */
                interface $Properties {

                    /** SetStoragePathRequest path */
                    path?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetStoragePathRequest. */
                type $Shape = cellar.cell.v1.SetStoragePathRequest.$Properties;
            }

            /**
             * Properties of a SetFloatingAddressesRequest.
             * @deprecated Use cellar.cell.v1.SetFloatingAddressesRequest.$Properties instead.
             */
            interface ISetFloatingAddressesRequest extends cellar.cell.v1.SetFloatingAddressesRequest.$Properties {
            }

            /** Represents a SetFloatingAddressesRequest. */
            class SetFloatingAddressesRequest {

                /**
                 * Constructs a new SetFloatingAddressesRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetFloatingAddressesRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetFloatingAddressesRequest operationId. */
                operationId: string;

                /** SetFloatingAddressesRequest guestId. */
                guestId: string;

                /** SetFloatingAddressesRequest addresses. */
                addresses: string[];

                /**
                 * Creates a new SetFloatingAddressesRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetFloatingAddressesRequest instance
                 */
                static create(properties: cellar.cell.v1.SetFloatingAddressesRequest.$Shape): cellar.cell.v1.SetFloatingAddressesRequest & cellar.cell.v1.SetFloatingAddressesRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetFloatingAddressesRequest.$Properties): cellar.cell.v1.SetFloatingAddressesRequest;

                /**
                 * Encodes the specified SetFloatingAddressesRequest message. Does not implicitly {@link cellar.cell.v1.SetFloatingAddressesRequest.verify|verify} messages.
                 * @param message SetFloatingAddressesRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetFloatingAddressesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetFloatingAddressesRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetFloatingAddressesRequest & cellar.cell.v1.SetFloatingAddressesRequest.$Shape} SetFloatingAddressesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetFloatingAddressesRequest & cellar.cell.v1.SetFloatingAddressesRequest.$Shape;
            }

            namespace SetFloatingAddressesRequest {

                /** Properties of a SetFloatingAddressesRequest. */
                interface $Properties {

                    /** SetFloatingAddressesRequest operationId */
                    operationId?: (string|null);

                    /** SetFloatingAddressesRequest guestId */
                    guestId?: (string|null);

                    /** SetFloatingAddressesRequest addresses */
                    addresses?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetFloatingAddressesRequest. */
                type $Shape = cellar.cell.v1.SetFloatingAddressesRequest.$Properties;
            }

            /**
             * Properties of a Snapshot.
             * @deprecated Use cellar.cell.v1.Snapshot.$Properties instead.
             */
            interface ISnapshot extends cellar.cell.v1.Snapshot.$Properties {
            }

            /** Represents a Snapshot. */
            class Snapshot {

                /**
                 * Constructs a new Snapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Snapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Snapshot name. */
                name: string;

                /** Snapshot description. */
                description: string;

                /** Snapshot operationId. */
                operationId: string;

                /** Snapshot createdAtMs. */
                createdAtMs: number;

                /** Snapshot running. */
                running: boolean;

                /** Snapshot parent. */
                parent: string;

                /** Snapshot current. */
                current: boolean;

                /**
                 * Creates a new Snapshot instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Snapshot instance
                 */
                static create(properties: cellar.cell.v1.Snapshot.$Shape): cellar.cell.v1.Snapshot & cellar.cell.v1.Snapshot.$Shape;
                static create(properties?: cellar.cell.v1.Snapshot.$Properties): cellar.cell.v1.Snapshot;

                /**
                 * Encodes the specified Snapshot message. Does not implicitly {@link cellar.cell.v1.Snapshot.verify|verify} messages.
                 * @param message Snapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Snapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Snapshot & cellar.cell.v1.Snapshot.$Shape} Snapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Snapshot & cellar.cell.v1.Snapshot.$Shape;
            }

            namespace Snapshot {

                /** Properties of a Snapshot. */
                interface $Properties {

                    /** Snapshot name */
                    name?: (string|null);

                    /** Snapshot description */
                    description?: (string|null);

                    /** Snapshot operationId */
                    operationId?: (string|null);

                    /** Snapshot createdAtMs */
                    createdAtMs?: (number|null);

                    /** Snapshot running */
                    running?: (boolean|null);

                    /** Snapshot parent */
                    parent?: (string|null);

                    /** Snapshot current */
                    current?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Snapshot. */
                type $Shape = cellar.cell.v1.Snapshot.$Properties;
            }

            /**
             * Properties of a GuestSnapshots.
             * @deprecated Use cellar.cell.v1.GuestSnapshots.$Properties instead.
             */
            interface IGuestSnapshots extends cellar.cell.v1.GuestSnapshots.$Properties {
            }

            /** Represents a GuestSnapshots. */
            class GuestSnapshots {

                /**
                 * Constructs a new GuestSnapshots.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.GuestSnapshots.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GuestSnapshots guest. */
                guest?: (cellar.cell.v1.Guest.$Properties|null);

                /** GuestSnapshots snapshots. */
                snapshots: cellar.cell.v1.Snapshot.$Properties[];

                /**
                 * Creates a new GuestSnapshots instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GuestSnapshots instance
                 */
                static create(properties: cellar.cell.v1.GuestSnapshots.$Shape): cellar.cell.v1.GuestSnapshots & cellar.cell.v1.GuestSnapshots.$Shape;
                static create(properties?: cellar.cell.v1.GuestSnapshots.$Properties): cellar.cell.v1.GuestSnapshots;

                /**
                 * Encodes the specified GuestSnapshots message. Does not implicitly {@link cellar.cell.v1.GuestSnapshots.verify|verify} messages.
                 * @param message GuestSnapshots message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.GuestSnapshots.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GuestSnapshots message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.GuestSnapshots & cellar.cell.v1.GuestSnapshots.$Shape} GuestSnapshots
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.GuestSnapshots & cellar.cell.v1.GuestSnapshots.$Shape;
            }

            namespace GuestSnapshots {

                /** Properties of a GuestSnapshots. */
                interface $Properties {

                    /** GuestSnapshots guest */
                    guest?: (cellar.cell.v1.Guest.$Properties|null);

                    /** GuestSnapshots snapshots */
                    snapshots?: (cellar.cell.v1.Snapshot.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GuestSnapshots. */
                type $Shape = cellar.cell.v1.GuestSnapshots.$Properties;
            }

            /**
             * Properties of a CreateSnapshotRequest.
             * @deprecated Use cellar.cell.v1.CreateSnapshotRequest.$Properties instead.
             */
            interface ICreateSnapshotRequest extends cellar.cell.v1.CreateSnapshotRequest.$Properties {
            }

            /** Represents a CreateSnapshotRequest. */
            class CreateSnapshotRequest {

                /**
                 * Constructs a new CreateSnapshotRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CreateSnapshotRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateSnapshotRequest operationId. */
                operationId: string;

                /** CreateSnapshotRequest guestId. */
                guestId: string;

                /** CreateSnapshotRequest name. */
                name: string;

                /** CreateSnapshotRequest description. */
                description: string;

                /**
                 * Creates a new CreateSnapshotRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CreateSnapshotRequest instance
                 */
                static create(properties: cellar.cell.v1.CreateSnapshotRequest.$Shape): cellar.cell.v1.CreateSnapshotRequest & cellar.cell.v1.CreateSnapshotRequest.$Shape;
                static create(properties?: cellar.cell.v1.CreateSnapshotRequest.$Properties): cellar.cell.v1.CreateSnapshotRequest;

                /**
                 * Encodes the specified CreateSnapshotRequest message. Does not implicitly {@link cellar.cell.v1.CreateSnapshotRequest.verify|verify} messages.
                 * @param message CreateSnapshotRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CreateSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateSnapshotRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CreateSnapshotRequest & cellar.cell.v1.CreateSnapshotRequest.$Shape} CreateSnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CreateSnapshotRequest & cellar.cell.v1.CreateSnapshotRequest.$Shape;
            }

            namespace CreateSnapshotRequest {

                /** Properties of a CreateSnapshotRequest. */
                interface $Properties {

                    /** CreateSnapshotRequest operationId */
                    operationId?: (string|null);

                    /** CreateSnapshotRequest guestId */
                    guestId?: (string|null);

                    /** CreateSnapshotRequest name */
                    name?: (string|null);

                    /** CreateSnapshotRequest description */
                    description?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CreateSnapshotRequest. */
                type $Shape = cellar.cell.v1.CreateSnapshotRequest.$Properties;
            }

            /**
             * Properties of a RestoreSnapshotRequest.
             * @deprecated Use cellar.cell.v1.RestoreSnapshotRequest.$Properties instead.
             */
            interface IRestoreSnapshotRequest extends cellar.cell.v1.RestoreSnapshotRequest.$Properties {
            }

            /** Represents a RestoreSnapshotRequest. */
            class RestoreSnapshotRequest {

                /**
                 * Constructs a new RestoreSnapshotRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RestoreSnapshotRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RestoreSnapshotRequest operationId. */
                operationId: string;

                /** RestoreSnapshotRequest guestId. */
                guestId: string;

                /** RestoreSnapshotRequest name. */
                name: string;

                /**
                 * Creates a new RestoreSnapshotRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RestoreSnapshotRequest instance
                 */
                static create(properties: cellar.cell.v1.RestoreSnapshotRequest.$Shape): cellar.cell.v1.RestoreSnapshotRequest & cellar.cell.v1.RestoreSnapshotRequest.$Shape;
                static create(properties?: cellar.cell.v1.RestoreSnapshotRequest.$Properties): cellar.cell.v1.RestoreSnapshotRequest;

                /**
                 * Encodes the specified RestoreSnapshotRequest message. Does not implicitly {@link cellar.cell.v1.RestoreSnapshotRequest.verify|verify} messages.
                 * @param message RestoreSnapshotRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RestoreSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RestoreSnapshotRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RestoreSnapshotRequest & cellar.cell.v1.RestoreSnapshotRequest.$Shape} RestoreSnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RestoreSnapshotRequest & cellar.cell.v1.RestoreSnapshotRequest.$Shape;
            }

            namespace RestoreSnapshotRequest {

                /** Properties of a RestoreSnapshotRequest. */
                interface $Properties {

                    /** RestoreSnapshotRequest operationId */
                    operationId?: (string|null);

                    /** RestoreSnapshotRequest guestId */
                    guestId?: (string|null);

                    /** RestoreSnapshotRequest name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RestoreSnapshotRequest. */
                type $Shape = cellar.cell.v1.RestoreSnapshotRequest.$Properties;
            }

            /**
             * Properties of a DeleteSnapshotRequest.
             * @deprecated Use cellar.cell.v1.DeleteSnapshotRequest.$Properties instead.
             */
            interface IDeleteSnapshotRequest extends cellar.cell.v1.DeleteSnapshotRequest.$Properties {
            }

            /** Represents a DeleteSnapshotRequest. */
            class DeleteSnapshotRequest {

                /**
                 * Constructs a new DeleteSnapshotRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DeleteSnapshotRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteSnapshotRequest operationId. */
                operationId: string;

                /** DeleteSnapshotRequest guestId. */
                guestId: string;

                /** DeleteSnapshotRequest name. */
                name: string;

                /** DeleteSnapshotRequest createdBy. */
                createdBy: string;

                /**
                 * Creates a new DeleteSnapshotRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeleteSnapshotRequest instance
                 */
                static create(properties: cellar.cell.v1.DeleteSnapshotRequest.$Shape): cellar.cell.v1.DeleteSnapshotRequest & cellar.cell.v1.DeleteSnapshotRequest.$Shape;
                static create(properties?: cellar.cell.v1.DeleteSnapshotRequest.$Properties): cellar.cell.v1.DeleteSnapshotRequest;

                /**
                 * Encodes the specified DeleteSnapshotRequest message. Does not implicitly {@link cellar.cell.v1.DeleteSnapshotRequest.verify|verify} messages.
                 * @param message DeleteSnapshotRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DeleteSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteSnapshotRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DeleteSnapshotRequest & cellar.cell.v1.DeleteSnapshotRequest.$Shape} DeleteSnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DeleteSnapshotRequest & cellar.cell.v1.DeleteSnapshotRequest.$Shape;
            }

            namespace DeleteSnapshotRequest {

                /** Properties of a DeleteSnapshotRequest. */
                interface $Properties {

                    /** DeleteSnapshotRequest operationId */
                    operationId?: (string|null);

                    /** DeleteSnapshotRequest guestId */
                    guestId?: (string|null);

                    /** DeleteSnapshotRequest name */
                    name?: (string|null);

                    /** DeleteSnapshotRequest createdBy */
                    createdBy?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteSnapshotRequest. */
                type $Shape = cellar.cell.v1.DeleteSnapshotRequest.$Properties;
            }

            /**
             * Properties of a RenameGuestRequest.
             * @deprecated Use cellar.cell.v1.RenameGuestRequest.$Properties instead.
             */
            interface IRenameGuestRequest extends cellar.cell.v1.RenameGuestRequest.$Properties {
            }

            /** Represents a RenameGuestRequest. */
            class RenameGuestRequest {

                /**
                 * Constructs a new RenameGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RenameGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RenameGuestRequest operationId. */
                operationId: string;

                /** RenameGuestRequest guestId. */
                guestId: string;

                /** RenameGuestRequest name. */
                name: string;

                /**
                 * Creates a new RenameGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RenameGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.RenameGuestRequest.$Shape): cellar.cell.v1.RenameGuestRequest & cellar.cell.v1.RenameGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.RenameGuestRequest.$Properties): cellar.cell.v1.RenameGuestRequest;

                /**
                 * Encodes the specified RenameGuestRequest message. Does not implicitly {@link cellar.cell.v1.RenameGuestRequest.verify|verify} messages.
                 * @param message RenameGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RenameGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RenameGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RenameGuestRequest & cellar.cell.v1.RenameGuestRequest.$Shape} RenameGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RenameGuestRequest & cellar.cell.v1.RenameGuestRequest.$Shape;
            }

            namespace RenameGuestRequest {

                /** Properties of a RenameGuestRequest. */
                interface $Properties {

                    /** RenameGuestRequest operationId */
                    operationId?: (string|null);

                    /** RenameGuestRequest guestId */
                    guestId?: (string|null);

                    /** RenameGuestRequest name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RenameGuestRequest. */
                type $Shape = cellar.cell.v1.RenameGuestRequest.$Properties;
            }

            /**
             * Properties of a SetCoresRequest.
             * @deprecated Use cellar.cell.v1.SetCoresRequest.$Properties instead.
             */
            interface ISetCoresRequest extends cellar.cell.v1.SetCoresRequest.$Properties {
            }

            /** Represents a SetCoresRequest. */
            class SetCoresRequest {

                /**
                 * Constructs a new SetCoresRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetCoresRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetCoresRequest operationId. */
                operationId: string;

                /** SetCoresRequest guestId. */
                guestId: string;

                /** SetCoresRequest cores. */
                cores: number;

                /** SetCoresRequest immediate. */
                immediate: boolean;

                /**
                 * Creates a new SetCoresRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetCoresRequest instance
                 */
                static create(properties: cellar.cell.v1.SetCoresRequest.$Shape): cellar.cell.v1.SetCoresRequest & cellar.cell.v1.SetCoresRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetCoresRequest.$Properties): cellar.cell.v1.SetCoresRequest;

                /**
                 * Encodes the specified SetCoresRequest message. Does not implicitly {@link cellar.cell.v1.SetCoresRequest.verify|verify} messages.
                 * @param message SetCoresRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetCoresRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetCoresRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetCoresRequest & cellar.cell.v1.SetCoresRequest.$Shape} SetCoresRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetCoresRequest & cellar.cell.v1.SetCoresRequest.$Shape;
            }

            namespace SetCoresRequest {

                /** Properties of a SetCoresRequest. */
                interface $Properties {

                    /** SetCoresRequest operationId */
                    operationId?: (string|null);

                    /** SetCoresRequest guestId */
                    guestId?: (string|null);

                    /** SetCoresRequest cores */
                    cores?: (number|null);

                    /** SetCoresRequest immediate */
                    immediate?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetCoresRequest. */
                type $Shape = cellar.cell.v1.SetCoresRequest.$Properties;
            }

            /**
             * Properties of a SetMemoryRequest.
             * @deprecated Use cellar.cell.v1.SetMemoryRequest.$Properties instead.
             */
            interface ISetMemoryRequest extends cellar.cell.v1.SetMemoryRequest.$Properties {
            }

            /** Represents a SetMemoryRequest. */
            class SetMemoryRequest {

                /**
                 * Constructs a new SetMemoryRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetMemoryRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetMemoryRequest operationId. */
                operationId: string;

                /** SetMemoryRequest guestId. */
                guestId: string;

                /** SetMemoryRequest memoryBytes. */
                memoryBytes: number;

                /** SetMemoryRequest immediate. */
                immediate: boolean;

                /**
                 * Creates a new SetMemoryRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetMemoryRequest instance
                 */
                static create(properties: cellar.cell.v1.SetMemoryRequest.$Shape): cellar.cell.v1.SetMemoryRequest & cellar.cell.v1.SetMemoryRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetMemoryRequest.$Properties): cellar.cell.v1.SetMemoryRequest;

                /**
                 * Encodes the specified SetMemoryRequest message. Does not implicitly {@link cellar.cell.v1.SetMemoryRequest.verify|verify} messages.
                 * @param message SetMemoryRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetMemoryRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetMemoryRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetMemoryRequest & cellar.cell.v1.SetMemoryRequest.$Shape} SetMemoryRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetMemoryRequest & cellar.cell.v1.SetMemoryRequest.$Shape;
            }

            namespace SetMemoryRequest {

                /** Properties of a SetMemoryRequest. */
                interface $Properties {

                    /** SetMemoryRequest operationId */
                    operationId?: (string|null);

                    /** SetMemoryRequest guestId */
                    guestId?: (string|null);

                    /** SetMemoryRequest memoryBytes */
                    memoryBytes?: (number|null);

                    /** SetMemoryRequest immediate */
                    immediate?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetMemoryRequest. */
                type $Shape = cellar.cell.v1.SetMemoryRequest.$Properties;
            }

            /**
             * Properties of a ResizeDiskRequest.
             * @deprecated Use cellar.cell.v1.ResizeDiskRequest.$Properties instead.
             */
            interface IResizeDiskRequest extends cellar.cell.v1.ResizeDiskRequest.$Properties {
            }

            /** Represents a ResizeDiskRequest. */
            class ResizeDiskRequest {

                /**
                 * Constructs a new ResizeDiskRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ResizeDiskRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResizeDiskRequest operationId. */
                operationId: string;

                /** ResizeDiskRequest guestId. */
                guestId: string;

                /** ResizeDiskRequest index. */
                index: number;

                /** ResizeDiskRequest sizeBytes. */
                sizeBytes: number;

                /** ResizeDiskRequest immediate. */
                immediate: boolean;

                /**
                 * Creates a new ResizeDiskRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResizeDiskRequest instance
                 */
                static create(properties: cellar.cell.v1.ResizeDiskRequest.$Shape): cellar.cell.v1.ResizeDiskRequest & cellar.cell.v1.ResizeDiskRequest.$Shape;
                static create(properties?: cellar.cell.v1.ResizeDiskRequest.$Properties): cellar.cell.v1.ResizeDiskRequest;

                /**
                 * Encodes the specified ResizeDiskRequest message. Does not implicitly {@link cellar.cell.v1.ResizeDiskRequest.verify|verify} messages.
                 * @param message ResizeDiskRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ResizeDiskRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResizeDiskRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ResizeDiskRequest & cellar.cell.v1.ResizeDiskRequest.$Shape} ResizeDiskRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ResizeDiskRequest & cellar.cell.v1.ResizeDiskRequest.$Shape;
            }

            namespace ResizeDiskRequest {

                /** Properties of a ResizeDiskRequest. */
                interface $Properties {

                    /** ResizeDiskRequest operationId */
                    operationId?: (string|null);

                    /** ResizeDiskRequest guestId */
                    guestId?: (string|null);

                    /** ResizeDiskRequest index */
                    index?: (number|null);

                    /** ResizeDiskRequest sizeBytes */
                    sizeBytes?: (number|null);

                    /** ResizeDiskRequest immediate */
                    immediate?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResizeDiskRequest. */
                type $Shape = cellar.cell.v1.ResizeDiskRequest.$Properties;
            }

            /**
             * Properties of a ShrinkDiskRequest.
             * @deprecated Use cellar.cell.v1.ShrinkDiskRequest.$Properties instead.
             */
            interface IShrinkDiskRequest extends cellar.cell.v1.ShrinkDiskRequest.$Properties {
            }

            /** Represents a ShrinkDiskRequest. */
            class ShrinkDiskRequest {

                /**
                 * Constructs a new ShrinkDiskRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ShrinkDiskRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShrinkDiskRequest operationId. */
                operationId: string;

                /** ShrinkDiskRequest guestId. */
                guestId: string;

                /** ShrinkDiskRequest index. */
                index: number;

                /**
                 * Creates a new ShrinkDiskRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShrinkDiskRequest instance
                 */
                static create(properties: cellar.cell.v1.ShrinkDiskRequest.$Shape): cellar.cell.v1.ShrinkDiskRequest & cellar.cell.v1.ShrinkDiskRequest.$Shape;
                static create(properties?: cellar.cell.v1.ShrinkDiskRequest.$Properties): cellar.cell.v1.ShrinkDiskRequest;

                /**
                 * Encodes the specified ShrinkDiskRequest message. Does not implicitly {@link cellar.cell.v1.ShrinkDiskRequest.verify|verify} messages.
                 * @param message ShrinkDiskRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ShrinkDiskRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShrinkDiskRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ShrinkDiskRequest & cellar.cell.v1.ShrinkDiskRequest.$Shape} ShrinkDiskRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ShrinkDiskRequest & cellar.cell.v1.ShrinkDiskRequest.$Shape;
            }

            namespace ShrinkDiskRequest {

                /** Properties of a ShrinkDiskRequest. */
                interface $Properties {

                    /** ShrinkDiskRequest operationId */
                    operationId?: (string|null);

                    /** ShrinkDiskRequest guestId */
                    guestId?: (string|null);

                    /** ShrinkDiskRequest index */
                    index?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ShrinkDiskRequest. */
                type $Shape = cellar.cell.v1.ShrinkDiskRequest.$Properties;
            }

            /**
             * Properties of a ShrinkDiskReply.
             * @deprecated Use cellar.cell.v1.ShrinkDiskReply.$Properties instead.
             */
            interface IShrinkDiskReply extends cellar.cell.v1.ShrinkDiskReply.$Properties {
            }

            /** Represents a ShrinkDiskReply. */
            class ShrinkDiskReply {

                /**
                 * Constructs a new ShrinkDiskReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ShrinkDiskReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ShrinkDiskReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** ShrinkDiskReply guest. */
                guest?: (cellar.cell.v1.Guest.$Properties|null);

                /** ShrinkDiskReply reply. */
                reply?: ("progress"|"guest");

                /**
                 * Creates a new ShrinkDiskReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ShrinkDiskReply instance
                 */
                static create(properties: cellar.cell.v1.ShrinkDiskReply.$Shape): cellar.cell.v1.ShrinkDiskReply & cellar.cell.v1.ShrinkDiskReply.$Shape;
                static create(properties?: cellar.cell.v1.ShrinkDiskReply.$Properties): cellar.cell.v1.ShrinkDiskReply;

                /**
                 * Encodes the specified ShrinkDiskReply message. Does not implicitly {@link cellar.cell.v1.ShrinkDiskReply.verify|verify} messages.
                 * @param message ShrinkDiskReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ShrinkDiskReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ShrinkDiskReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ShrinkDiskReply & cellar.cell.v1.ShrinkDiskReply.$Shape} ShrinkDiskReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ShrinkDiskReply & cellar.cell.v1.ShrinkDiskReply.$Shape;
            }

            namespace ShrinkDiskReply {

                /** Properties of a ShrinkDiskReply. */
                interface $Properties {

                    /** ShrinkDiskReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** ShrinkDiskReply guest */
                    guest?: (cellar.cell.v1.Guest.$Properties|null);

                    /** ShrinkDiskReply reply */
                    reply?: ("progress"|"guest");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ShrinkDiskReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  guest?: cellar.cell.v1.Guest.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; guest?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; guest?: null }|{ reply?: "guest"; progress?: null; guest: cellar.cell.v1.Guest.$Shape })
                );
            }

            /**
             * Properties of a SetAutoStartRequest.
             * @deprecated Use cellar.cell.v1.SetAutoStartRequest.$Properties instead.
             */
            interface ISetAutoStartRequest extends cellar.cell.v1.SetAutoStartRequest.$Properties {
            }

            /** Represents a SetAutoStartRequest. */
            class SetAutoStartRequest {

                /**
                 * Constructs a new SetAutoStartRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetAutoStartRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetAutoStartRequest operationId. */
                operationId: string;

                /** SetAutoStartRequest guestId. */
                guestId: string;

                /** SetAutoStartRequest enabled. */
                enabled: boolean;

                /**
                 * Creates a new SetAutoStartRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetAutoStartRequest instance
                 */
                static create(properties: cellar.cell.v1.SetAutoStartRequest.$Shape): cellar.cell.v1.SetAutoStartRequest & cellar.cell.v1.SetAutoStartRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetAutoStartRequest.$Properties): cellar.cell.v1.SetAutoStartRequest;

                /**
                 * Encodes the specified SetAutoStartRequest message. Does not implicitly {@link cellar.cell.v1.SetAutoStartRequest.verify|verify} messages.
                 * @param message SetAutoStartRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetAutoStartRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetAutoStartRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetAutoStartRequest & cellar.cell.v1.SetAutoStartRequest.$Shape} SetAutoStartRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetAutoStartRequest & cellar.cell.v1.SetAutoStartRequest.$Shape;
            }

            namespace SetAutoStartRequest {

                /** Properties of a SetAutoStartRequest. */
                interface $Properties {

                    /** SetAutoStartRequest operationId */
                    operationId?: (string|null);

                    /** SetAutoStartRequest guestId */
                    guestId?: (string|null);

                    /** SetAutoStartRequest enabled */
                    enabled?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetAutoStartRequest. */
                type $Shape = cellar.cell.v1.SetAutoStartRequest.$Properties;
            }

            /**
             * Properties of a SetMonitorSecretRequest.
             * @deprecated Use cellar.cell.v1.SetMonitorSecretRequest.$Properties instead.
             */
            interface ISetMonitorSecretRequest extends cellar.cell.v1.SetMonitorSecretRequest.$Properties {
            }

            /** Represents a SetMonitorSecretRequest. */
            class SetMonitorSecretRequest {

                /**
                 * Constructs a new SetMonitorSecretRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetMonitorSecretRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetMonitorSecretRequest operationId. */
                operationId: string;

                /** SetMonitorSecretRequest guestId. */
                guestId: string;

                /** SetMonitorSecretRequest secret. */
                secret: string;

                /**
                 * Creates a new SetMonitorSecretRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetMonitorSecretRequest instance
                 */
                static create(properties: cellar.cell.v1.SetMonitorSecretRequest.$Shape): cellar.cell.v1.SetMonitorSecretRequest & cellar.cell.v1.SetMonitorSecretRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetMonitorSecretRequest.$Properties): cellar.cell.v1.SetMonitorSecretRequest;

                /**
                 * Encodes the specified SetMonitorSecretRequest message. Does not implicitly {@link cellar.cell.v1.SetMonitorSecretRequest.verify|verify} messages.
                 * @param message SetMonitorSecretRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetMonitorSecretRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetMonitorSecretRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetMonitorSecretRequest & cellar.cell.v1.SetMonitorSecretRequest.$Shape} SetMonitorSecretRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetMonitorSecretRequest & cellar.cell.v1.SetMonitorSecretRequest.$Shape;
            }

            namespace SetMonitorSecretRequest {

                /** Properties of a SetMonitorSecretRequest. */
                interface $Properties {

                    /** SetMonitorSecretRequest operationId */
                    operationId?: (string|null);

                    /** SetMonitorSecretRequest guestId */
                    guestId?: (string|null);

                    /** SetMonitorSecretRequest secret */
                    secret?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetMonitorSecretRequest. */
                type $Shape = cellar.cell.v1.SetMonitorSecretRequest.$Properties;
            }

            /**
             * Properties of a SetGuestPasswordRequest.
             * @deprecated Use cellar.cell.v1.SetGuestPasswordRequest.$Properties instead.
             */
            interface ISetGuestPasswordRequest extends cellar.cell.v1.SetGuestPasswordRequest.$Properties {
            }

            /** Represents a SetGuestPasswordRequest. */
            class SetGuestPasswordRequest {

                /**
                 * Constructs a new SetGuestPasswordRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetGuestPasswordRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetGuestPasswordRequest operationId. */
                operationId: string;

                /** SetGuestPasswordRequest guestId. */
                guestId: string;

                /** SetGuestPasswordRequest user. */
                user: string;

                /** SetGuestPasswordRequest password. */
                password: string;

                /**
                 * Creates a new SetGuestPasswordRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetGuestPasswordRequest instance
                 */
                static create(properties: cellar.cell.v1.SetGuestPasswordRequest.$Shape): cellar.cell.v1.SetGuestPasswordRequest & cellar.cell.v1.SetGuestPasswordRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetGuestPasswordRequest.$Properties): cellar.cell.v1.SetGuestPasswordRequest;

                /**
                 * Encodes the specified SetGuestPasswordRequest message. Does not implicitly {@link cellar.cell.v1.SetGuestPasswordRequest.verify|verify} messages.
                 * @param message SetGuestPasswordRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetGuestPasswordRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetGuestPasswordRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetGuestPasswordRequest & cellar.cell.v1.SetGuestPasswordRequest.$Shape} SetGuestPasswordRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetGuestPasswordRequest & cellar.cell.v1.SetGuestPasswordRequest.$Shape;
            }

            namespace SetGuestPasswordRequest {

                /** Properties of a SetGuestPasswordRequest. */
                interface $Properties {

                    /** SetGuestPasswordRequest operationId */
                    operationId?: (string|null);

                    /** SetGuestPasswordRequest guestId */
                    guestId?: (string|null);

                    /** SetGuestPasswordRequest user */
                    user?: (string|null);

                    /** SetGuestPasswordRequest password */
                    password?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetGuestPasswordRequest. */
                type $Shape = cellar.cell.v1.SetGuestPasswordRequest.$Properties;
            }

            /**
             * Properties of a Progress.
             * @deprecated Use cellar.cell.v1.Progress.$Properties instead.
             */
            interface IProgress extends cellar.cell.v1.Progress.$Properties {
            }

            /** Represents a Progress. */
            class Progress {

                /**
                 * Constructs a new Progress.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Progress.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Progress percent. */
                percent: number;

                /** Progress phase. */
                phase: string;

                /**
                 * Creates a new Progress instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Progress instance
                 */
                static create(properties: cellar.cell.v1.Progress.$Shape): cellar.cell.v1.Progress & cellar.cell.v1.Progress.$Shape;
                static create(properties?: cellar.cell.v1.Progress.$Properties): cellar.cell.v1.Progress;

                /**
                 * Encodes the specified Progress message. Does not implicitly {@link cellar.cell.v1.Progress.verify|verify} messages.
                 * @param message Progress message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Progress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Progress message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Progress & cellar.cell.v1.Progress.$Shape} Progress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Progress & cellar.cell.v1.Progress.$Shape;
            }

            namespace Progress {

                /** Properties of a Progress. */
                interface $Properties {

                    /** Progress percent */
                    percent?: (number|null);

                    /** Progress phase */
                    phase?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Progress. */
                type $Shape = cellar.cell.v1.Progress.$Properties;
            }

            /**
             * Properties of a RenewLeasesRequest.
             * @deprecated Use cellar.cell.v1.RenewLeasesRequest.$Properties instead.
             */
            interface IRenewLeasesRequest extends cellar.cell.v1.RenewLeasesRequest.$Properties {
            }

            /** Represents a RenewLeasesRequest. */
            class RenewLeasesRequest {

                /**
                 * Constructs a new RenewLeasesRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RenewLeasesRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RenewLeasesRequest basisBootId. */
                basisBootId: string;

                /** RenewLeasesRequest basisMs. */
                basisMs: number;

                /** RenewLeasesRequest durationMs. */
                durationMs: number;

                /** RenewLeasesRequest guestIds. */
                guestIds: string[];

                /**
                 * Creates a new RenewLeasesRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RenewLeasesRequest instance
                 */
                static create(properties: cellar.cell.v1.RenewLeasesRequest.$Shape): cellar.cell.v1.RenewLeasesRequest & cellar.cell.v1.RenewLeasesRequest.$Shape;
                static create(properties?: cellar.cell.v1.RenewLeasesRequest.$Properties): cellar.cell.v1.RenewLeasesRequest;

                /**
                 * Encodes the specified RenewLeasesRequest message. Does not implicitly {@link cellar.cell.v1.RenewLeasesRequest.verify|verify} messages.
                 * @param message RenewLeasesRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RenewLeasesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RenewLeasesRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RenewLeasesRequest & cellar.cell.v1.RenewLeasesRequest.$Shape} RenewLeasesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RenewLeasesRequest & cellar.cell.v1.RenewLeasesRequest.$Shape;
            }

            namespace RenewLeasesRequest {

                /** Properties of a RenewLeasesRequest. */
                interface $Properties {

                    /** RenewLeasesRequest basisBootId */
                    basisBootId?: (string|null);

                    /** RenewLeasesRequest basisMs */
                    basisMs?: (number|null);

                    /** RenewLeasesRequest durationMs */
                    durationMs?: (number|null);

                    /** RenewLeasesRequest guestIds */
                    guestIds?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RenewLeasesRequest. */
                type $Shape = cellar.cell.v1.RenewLeasesRequest.$Properties;
            }

            /**
             * Properties of a RenewLeasesReply.
             * @deprecated Use cellar.cell.v1.RenewLeasesReply.$Properties instead.
             */
            interface IRenewLeasesReply extends cellar.cell.v1.RenewLeasesReply.$Properties {
            }

            /** Represents a RenewLeasesReply. */
            class RenewLeasesReply {

                /**
                 * Constructs a new RenewLeasesReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RenewLeasesReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RenewLeasesReply accepted. */
                accepted: boolean;

                /** RenewLeasesReply bootId. */
                bootId: string;

                /** RenewLeasesReply nowMs. */
                nowMs: number;

                /**
                 * Creates a new RenewLeasesReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RenewLeasesReply instance
                 */
                static create(properties: cellar.cell.v1.RenewLeasesReply.$Shape): cellar.cell.v1.RenewLeasesReply & cellar.cell.v1.RenewLeasesReply.$Shape;
                static create(properties?: cellar.cell.v1.RenewLeasesReply.$Properties): cellar.cell.v1.RenewLeasesReply;

                /**
                 * Encodes the specified RenewLeasesReply message. Does not implicitly {@link cellar.cell.v1.RenewLeasesReply.verify|verify} messages.
                 * @param message RenewLeasesReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RenewLeasesReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RenewLeasesReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RenewLeasesReply & cellar.cell.v1.RenewLeasesReply.$Shape} RenewLeasesReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RenewLeasesReply & cellar.cell.v1.RenewLeasesReply.$Shape;
            }

            namespace RenewLeasesReply {

                /** Properties of a RenewLeasesReply. */
                interface $Properties {

                    /** RenewLeasesReply accepted */
                    accepted?: (boolean|null);

                    /** RenewLeasesReply bootId */
                    bootId?: (string|null);

                    /** RenewLeasesReply nowMs */
                    nowMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RenewLeasesReply. */
                type $Shape = cellar.cell.v1.RenewLeasesReply.$Properties;
            }

            /**
             * Properties of a SetFailoverRequest.
             * @deprecated Use cellar.cell.v1.SetFailoverRequest.$Properties instead.
             */
            interface ISetFailoverRequest extends cellar.cell.v1.SetFailoverRequest.$Properties {
            }

            /** Represents a SetFailoverRequest. */
            class SetFailoverRequest {

                /**
                 * Constructs a new SetFailoverRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetFailoverRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetFailoverRequest operationId. */
                operationId: string;

                /** SetFailoverRequest guestId. */
                guestId: string;

                /** SetFailoverRequest enabled. */
                enabled: boolean;

                /**
                 * Creates a new SetFailoverRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetFailoverRequest instance
                 */
                static create(properties: cellar.cell.v1.SetFailoverRequest.$Shape): cellar.cell.v1.SetFailoverRequest & cellar.cell.v1.SetFailoverRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetFailoverRequest.$Properties): cellar.cell.v1.SetFailoverRequest;

                /**
                 * Encodes the specified SetFailoverRequest message. Does not implicitly {@link cellar.cell.v1.SetFailoverRequest.verify|verify} messages.
                 * @param message SetFailoverRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetFailoverRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetFailoverRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetFailoverRequest & cellar.cell.v1.SetFailoverRequest.$Shape} SetFailoverRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetFailoverRequest & cellar.cell.v1.SetFailoverRequest.$Shape;
            }

            namespace SetFailoverRequest {

                /** Properties of a SetFailoverRequest. */
                interface $Properties {

                    /** SetFailoverRequest operationId */
                    operationId?: (string|null);

                    /** SetFailoverRequest guestId */
                    guestId?: (string|null);

                    /** SetFailoverRequest enabled */
                    enabled?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetFailoverRequest. */
                type $Shape = cellar.cell.v1.SetFailoverRequest.$Properties;
            }

            /**
             * Properties of an AdoptGuestRequest.
             * @deprecated Use cellar.cell.v1.AdoptGuestRequest.$Properties instead.
             */
            interface IAdoptGuestRequest extends cellar.cell.v1.AdoptGuestRequest.$Properties {
            }

            /** Represents an AdoptGuestRequest. */
            class AdoptGuestRequest {

                /**
                 * Constructs a new AdoptGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.AdoptGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdoptGuestRequest operationId. */
                operationId: string;

                /** AdoptGuestRequest spec. */
                spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                /**
                 * Creates a new AdoptGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdoptGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.AdoptGuestRequest.$Shape): cellar.cell.v1.AdoptGuestRequest & cellar.cell.v1.AdoptGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.AdoptGuestRequest.$Properties): cellar.cell.v1.AdoptGuestRequest;

                /**
                 * Encodes the specified AdoptGuestRequest message. Does not implicitly {@link cellar.cell.v1.AdoptGuestRequest.verify|verify} messages.
                 * @param message AdoptGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.AdoptGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdoptGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.AdoptGuestRequest & cellar.cell.v1.AdoptGuestRequest.$Shape} AdoptGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.AdoptGuestRequest & cellar.cell.v1.AdoptGuestRequest.$Shape;
            }

            namespace AdoptGuestRequest {

                /** Properties of an AdoptGuestRequest. */
                interface $Properties {

                    /** AdoptGuestRequest operationId */
                    operationId?: (string|null);

                    /** AdoptGuestRequest spec */
                    spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdoptGuestRequest. */
                type $Shape = cellar.cell.v1.AdoptGuestRequest.$Properties;
            }

            /**
             * Properties of a ForgetGuestRequest.
             * @deprecated Use cellar.cell.v1.ForgetGuestRequest.$Properties instead.
             */
            interface IForgetGuestRequest extends cellar.cell.v1.ForgetGuestRequest.$Properties {
            }

            /** Represents a ForgetGuestRequest. */
            class ForgetGuestRequest {

                /**
                 * Constructs a new ForgetGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ForgetGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ForgetGuestRequest operationId. */
                operationId: string;

                /** ForgetGuestRequest guestId. */
                guestId: string;

                /** ForgetGuestRequest force. */
                force: boolean;

                /**
                 * Creates a new ForgetGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ForgetGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.ForgetGuestRequest.$Shape): cellar.cell.v1.ForgetGuestRequest & cellar.cell.v1.ForgetGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.ForgetGuestRequest.$Properties): cellar.cell.v1.ForgetGuestRequest;

                /**
                 * Encodes the specified ForgetGuestRequest message. Does not implicitly {@link cellar.cell.v1.ForgetGuestRequest.verify|verify} messages.
                 * @param message ForgetGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ForgetGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForgetGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ForgetGuestRequest & cellar.cell.v1.ForgetGuestRequest.$Shape} ForgetGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ForgetGuestRequest & cellar.cell.v1.ForgetGuestRequest.$Shape;
            }

            namespace ForgetGuestRequest {

                /** Properties of a ForgetGuestRequest. */
                interface $Properties {

                    /** ForgetGuestRequest operationId */
                    operationId?: (string|null);

                    /** ForgetGuestRequest guestId */
                    guestId?: (string|null);

                    /** ForgetGuestRequest force */
                    force?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ForgetGuestRequest. */
                type $Shape = cellar.cell.v1.ForgetGuestRequest.$Properties;
            }

            /**
             * Properties of an InsertMediaRequest.
             * @deprecated Use cellar.cell.v1.InsertMediaRequest.$Properties instead.
             */
            interface IInsertMediaRequest extends cellar.cell.v1.InsertMediaRequest.$Properties {
            }

            /** Represents an InsertMediaRequest. */
            class InsertMediaRequest {

                /**
                 * Constructs a new InsertMediaRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.InsertMediaRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** InsertMediaRequest operationId. */
                operationId: string;

                /** InsertMediaRequest guestId. */
                guestId: string;

                /** InsertMediaRequest media. */
                media?: (cellar.cell.v1.Media.$Properties|null);

                /**
                 * Creates a new InsertMediaRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns InsertMediaRequest instance
                 */
                static create(properties: cellar.cell.v1.InsertMediaRequest.$Shape): cellar.cell.v1.InsertMediaRequest & cellar.cell.v1.InsertMediaRequest.$Shape;
                static create(properties?: cellar.cell.v1.InsertMediaRequest.$Properties): cellar.cell.v1.InsertMediaRequest;

                /**
                 * Encodes the specified InsertMediaRequest message. Does not implicitly {@link cellar.cell.v1.InsertMediaRequest.verify|verify} messages.
                 * @param message InsertMediaRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.InsertMediaRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an InsertMediaRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.InsertMediaRequest & cellar.cell.v1.InsertMediaRequest.$Shape} InsertMediaRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.InsertMediaRequest & cellar.cell.v1.InsertMediaRequest.$Shape;
            }

            namespace InsertMediaRequest {

                /** Properties of an InsertMediaRequest. */
                interface $Properties {

                    /** InsertMediaRequest operationId */
                    operationId?: (string|null);

                    /** InsertMediaRequest guestId */
                    guestId?: (string|null);

                    /** InsertMediaRequest media */
                    media?: (cellar.cell.v1.Media.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an InsertMediaRequest. */
                type $Shape = cellar.cell.v1.InsertMediaRequest.$Properties;
            }

            /**
             * Properties of an EjectMediaRequest.
             * @deprecated Use cellar.cell.v1.EjectMediaRequest.$Properties instead.
             */
            interface IEjectMediaRequest extends cellar.cell.v1.EjectMediaRequest.$Properties {
            }

            /** Represents an EjectMediaRequest. */
            class EjectMediaRequest {

                /**
                 * Constructs a new EjectMediaRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.EjectMediaRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EjectMediaRequest operationId. */
                operationId: string;

                /** EjectMediaRequest guestId. */
                guestId: string;

                /**
                 * Creates a new EjectMediaRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns EjectMediaRequest instance
                 */
                static create(properties: cellar.cell.v1.EjectMediaRequest.$Shape): cellar.cell.v1.EjectMediaRequest & cellar.cell.v1.EjectMediaRequest.$Shape;
                static create(properties?: cellar.cell.v1.EjectMediaRequest.$Properties): cellar.cell.v1.EjectMediaRequest;

                /**
                 * Encodes the specified EjectMediaRequest message. Does not implicitly {@link cellar.cell.v1.EjectMediaRequest.verify|verify} messages.
                 * @param message EjectMediaRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.EjectMediaRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EjectMediaRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.EjectMediaRequest & cellar.cell.v1.EjectMediaRequest.$Shape} EjectMediaRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.EjectMediaRequest & cellar.cell.v1.EjectMediaRequest.$Shape;
            }

            namespace EjectMediaRequest {

                /** Properties of an EjectMediaRequest. */
                interface $Properties {

                    /** EjectMediaRequest operationId */
                    operationId?: (string|null);

                    /** EjectMediaRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EjectMediaRequest. */
                type $Shape = cellar.cell.v1.EjectMediaRequest.$Properties;
            }

            /**
             * Properties of a BuildImageRequest.
             * @deprecated Use cellar.cell.v1.BuildImageRequest.$Properties instead.
             */
            interface IBuildImageRequest extends cellar.cell.v1.BuildImageRequest.$Properties {
            }

            /** Represents a BuildImageRequest. */
            class BuildImageRequest {

                /**
                 * Constructs a new BuildImageRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.BuildImageRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BuildImageRequest operationId. */
                operationId: string;

                /** BuildImageRequest guestId. */
                guestId: string;

                /** BuildImageRequest imageId. */
                imageId: string;

                /** BuildImageRequest url. */
                url: string;

                /**
                 * Creates a new BuildImageRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns BuildImageRequest instance
                 */
                static create(properties: cellar.cell.v1.BuildImageRequest.$Shape): cellar.cell.v1.BuildImageRequest & cellar.cell.v1.BuildImageRequest.$Shape;
                static create(properties?: cellar.cell.v1.BuildImageRequest.$Properties): cellar.cell.v1.BuildImageRequest;

                /**
                 * Encodes the specified BuildImageRequest message. Does not implicitly {@link cellar.cell.v1.BuildImageRequest.verify|verify} messages.
                 * @param message BuildImageRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.BuildImageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BuildImageRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.BuildImageRequest & cellar.cell.v1.BuildImageRequest.$Shape} BuildImageRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.BuildImageRequest & cellar.cell.v1.BuildImageRequest.$Shape;
            }

            namespace BuildImageRequest {

                /** Properties of a BuildImageRequest. */
                interface $Properties {

                    /** BuildImageRequest operationId */
                    operationId?: (string|null);

                    /** BuildImageRequest guestId */
                    guestId?: (string|null);

                    /** BuildImageRequest imageId */
                    imageId?: (string|null);

                    /** BuildImageRequest url */
                    url?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a BuildImageRequest. */
                type $Shape = cellar.cell.v1.BuildImageRequest.$Properties;
            }

            /**
             * Properties of a BuildImageReply.
             * @deprecated Use cellar.cell.v1.BuildImageReply.$Properties instead.
             */
            interface IBuildImageReply extends cellar.cell.v1.BuildImageReply.$Properties {
            }

            /** Represents a BuildImageReply. */
            class BuildImageReply {

                /**
                 * Constructs a new BuildImageReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.BuildImageReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BuildImageReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** BuildImageReply image. */
                image?: (cellar.cell.v1.BuiltImage.$Properties|null);

                /** BuildImageReply reply. */
                reply?: ("progress"|"image");

                /**
                 * Creates a new BuildImageReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns BuildImageReply instance
                 */
                static create(properties: cellar.cell.v1.BuildImageReply.$Shape): cellar.cell.v1.BuildImageReply & cellar.cell.v1.BuildImageReply.$Shape;
                static create(properties?: cellar.cell.v1.BuildImageReply.$Properties): cellar.cell.v1.BuildImageReply;

                /**
                 * Encodes the specified BuildImageReply message. Does not implicitly {@link cellar.cell.v1.BuildImageReply.verify|verify} messages.
                 * @param message BuildImageReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.BuildImageReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BuildImageReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.BuildImageReply & cellar.cell.v1.BuildImageReply.$Shape} BuildImageReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.BuildImageReply & cellar.cell.v1.BuildImageReply.$Shape;
            }

            namespace BuildImageReply {

                /** Properties of a BuildImageReply. */
                interface $Properties {

                    /** BuildImageReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** BuildImageReply image */
                    image?: (cellar.cell.v1.BuiltImage.$Properties|null);

                    /** BuildImageReply reply */
                    reply?: ("progress"|"image");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a BuildImageReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  image?: cellar.cell.v1.BuiltImage.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; image?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; image?: null }|{ reply?: "image"; progress?: null; image: cellar.cell.v1.BuiltImage.$Shape })
                );
            }

            /**
             * Properties of a BuiltImage.
             * @deprecated Use cellar.cell.v1.BuiltImage.$Properties instead.
             */
            interface IBuiltImage extends cellar.cell.v1.BuiltImage.$Properties {
            }

            /** Represents a BuiltImage. */
            class BuiltImage {

                /**
                 * Constructs a new BuiltImage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.BuiltImage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BuiltImage sha256. */
                sha256: string;

                /** BuiltImage sizeBytes. */
                sizeBytes: number;

                /**
                 * Creates a new BuiltImage instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns BuiltImage instance
                 */
                static create(properties: cellar.cell.v1.BuiltImage.$Shape): cellar.cell.v1.BuiltImage & cellar.cell.v1.BuiltImage.$Shape;
                static create(properties?: cellar.cell.v1.BuiltImage.$Properties): cellar.cell.v1.BuiltImage;

                /**
                 * Encodes the specified BuiltImage message. Does not implicitly {@link cellar.cell.v1.BuiltImage.verify|verify} messages.
                 * @param message BuiltImage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.BuiltImage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BuiltImage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.BuiltImage & cellar.cell.v1.BuiltImage.$Shape} BuiltImage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.BuiltImage & cellar.cell.v1.BuiltImage.$Shape;
            }

            namespace BuiltImage {

                /** Properties of a BuiltImage. */
                interface $Properties {

                    /** BuiltImage sha256 */
                    sha256?: (string|null);

                    /** BuiltImage sizeBytes */
                    sizeBytes?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a BuiltImage. */
                type $Shape = cellar.cell.v1.BuiltImage.$Properties;
            }

            /**
             * Properties of a ResetSystemRequest.
             * @deprecated Use cellar.cell.v1.ResetSystemRequest.$Properties instead.
             */
            interface IResetSystemRequest extends cellar.cell.v1.ResetSystemRequest.$Properties {
            }

            /** Represents a ResetSystemRequest. */
            class ResetSystemRequest {

                /**
                 * Constructs a new ResetSystemRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ResetSystemRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResetSystemRequest operationId. */
                operationId: string;

                /** ResetSystemRequest spec. */
                spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                /**
                 * Creates a new ResetSystemRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResetSystemRequest instance
                 */
                static create(properties: cellar.cell.v1.ResetSystemRequest.$Shape): cellar.cell.v1.ResetSystemRequest & cellar.cell.v1.ResetSystemRequest.$Shape;
                static create(properties?: cellar.cell.v1.ResetSystemRequest.$Properties): cellar.cell.v1.ResetSystemRequest;

                /**
                 * Encodes the specified ResetSystemRequest message. Does not implicitly {@link cellar.cell.v1.ResetSystemRequest.verify|verify} messages.
                 * @param message ResetSystemRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ResetSystemRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResetSystemRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ResetSystemRequest & cellar.cell.v1.ResetSystemRequest.$Shape} ResetSystemRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ResetSystemRequest & cellar.cell.v1.ResetSystemRequest.$Shape;
            }

            namespace ResetSystemRequest {

                /** Properties of a ResetSystemRequest. */
                interface $Properties {

                    /** ResetSystemRequest operationId */
                    operationId?: (string|null);

                    /** ResetSystemRequest spec */
                    spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResetSystemRequest. */
                type $Shape = cellar.cell.v1.ResetSystemRequest.$Properties;
            }

            /**
             * Properties of a ResetSystemReply.
             * @deprecated Use cellar.cell.v1.ResetSystemReply.$Properties instead.
             */
            interface IResetSystemReply extends cellar.cell.v1.ResetSystemReply.$Properties {
            }

            /** Represents a ResetSystemReply. */
            class ResetSystemReply {

                /**
                 * Constructs a new ResetSystemReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ResetSystemReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResetSystemReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** ResetSystemReply guest. */
                guest?: (cellar.cell.v1.Guest.$Properties|null);

                /** ResetSystemReply reply. */
                reply?: ("progress"|"guest");

                /**
                 * Creates a new ResetSystemReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResetSystemReply instance
                 */
                static create(properties: cellar.cell.v1.ResetSystemReply.$Shape): cellar.cell.v1.ResetSystemReply & cellar.cell.v1.ResetSystemReply.$Shape;
                static create(properties?: cellar.cell.v1.ResetSystemReply.$Properties): cellar.cell.v1.ResetSystemReply;

                /**
                 * Encodes the specified ResetSystemReply message. Does not implicitly {@link cellar.cell.v1.ResetSystemReply.verify|verify} messages.
                 * @param message ResetSystemReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ResetSystemReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResetSystemReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ResetSystemReply & cellar.cell.v1.ResetSystemReply.$Shape} ResetSystemReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ResetSystemReply & cellar.cell.v1.ResetSystemReply.$Shape;
            }

            namespace ResetSystemReply {

                /** Properties of a ResetSystemReply. */
                interface $Properties {

                    /** ResetSystemReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** ResetSystemReply guest */
                    guest?: (cellar.cell.v1.Guest.$Properties|null);

                    /** ResetSystemReply reply */
                    reply?: ("progress"|"guest");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ResetSystemReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  guest?: cellar.cell.v1.Guest.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; guest?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; guest?: null }|{ reply?: "guest"; progress?: null; guest: cellar.cell.v1.Guest.$Shape })
                );
            }

            /**
             * Properties of a CollectImagesRequest.
             * @deprecated Use cellar.cell.v1.CollectImagesRequest.$Properties instead.
             */
            interface ICollectImagesRequest extends cellar.cell.v1.CollectImagesRequest.$Properties {
            }

            /** Represents a CollectImagesRequest. */
            class CollectImagesRequest {

                /**
                 * Constructs a new CollectImagesRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CollectImagesRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CollectImagesRequest wantedSha256. */
                wantedSha256: string[];

                /** CollectImagesRequest unusedForMs. */
                unusedForMs: number;

                /** CollectImagesRequest storage. */
                storage: string;

                /**
                 * Creates a new CollectImagesRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CollectImagesRequest instance
                 */
                static create(properties: cellar.cell.v1.CollectImagesRequest.$Shape): cellar.cell.v1.CollectImagesRequest & cellar.cell.v1.CollectImagesRequest.$Shape;
                static create(properties?: cellar.cell.v1.CollectImagesRequest.$Properties): cellar.cell.v1.CollectImagesRequest;

                /**
                 * Encodes the specified CollectImagesRequest message. Does not implicitly {@link cellar.cell.v1.CollectImagesRequest.verify|verify} messages.
                 * @param message CollectImagesRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CollectImagesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CollectImagesRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CollectImagesRequest & cellar.cell.v1.CollectImagesRequest.$Shape} CollectImagesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CollectImagesRequest & cellar.cell.v1.CollectImagesRequest.$Shape;
            }

            namespace CollectImagesRequest {

                /** Properties of a CollectImagesRequest. */
                interface $Properties {

                    /** CollectImagesRequest wantedSha256 */
                    wantedSha256?: (string[]|null);

                    /** CollectImagesRequest unusedForMs */
                    unusedForMs?: (number|null);

                    /** CollectImagesRequest storage */
                    storage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CollectImagesRequest. */
                type $Shape = cellar.cell.v1.CollectImagesRequest.$Properties;
            }

            /**
             * Properties of a CollectImagesReply.
             * @deprecated Use cellar.cell.v1.CollectImagesReply.$Properties instead.
             */
            interface ICollectImagesReply extends cellar.cell.v1.CollectImagesReply.$Properties {
            }

            /** Represents a CollectImagesReply. */
            class CollectImagesReply {

                /**
                 * Constructs a new CollectImagesReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CollectImagesReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CollectImagesReply removedSha256. */
                removedSha256: string[];

                /**
                 * Creates a new CollectImagesReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CollectImagesReply instance
                 */
                static create(properties: cellar.cell.v1.CollectImagesReply.$Shape): cellar.cell.v1.CollectImagesReply & cellar.cell.v1.CollectImagesReply.$Shape;
                static create(properties?: cellar.cell.v1.CollectImagesReply.$Properties): cellar.cell.v1.CollectImagesReply;

                /**
                 * Encodes the specified CollectImagesReply message. Does not implicitly {@link cellar.cell.v1.CollectImagesReply.verify|verify} messages.
                 * @param message CollectImagesReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CollectImagesReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CollectImagesReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CollectImagesReply & cellar.cell.v1.CollectImagesReply.$Shape} CollectImagesReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CollectImagesReply & cellar.cell.v1.CollectImagesReply.$Shape;
            }

            namespace CollectImagesReply {

                /** Properties of a CollectImagesReply. */
                interface $Properties {

                    /** CollectImagesReply removedSha256 */
                    removedSha256?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CollectImagesReply. */
                type $Shape = cellar.cell.v1.CollectImagesReply.$Properties;
            }

            /**
             * Properties of a DepartGuestRequest.
             * @deprecated Use cellar.cell.v1.DepartGuestRequest.$Properties instead.
             */
            interface IDepartGuestRequest extends cellar.cell.v1.DepartGuestRequest.$Properties {
            }

            /** Represents a DepartGuestRequest. */
            class DepartGuestRequest {

                /**
                 * Constructs a new DepartGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DepartGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DepartGuestRequest operationId. */
                operationId: string;

                /** DepartGuestRequest guestId. */
                guestId: string;

                /** DepartGuestRequest copy. */
                copy: boolean;

                /**
                 * Creates a new DepartGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DepartGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.DepartGuestRequest.$Shape): cellar.cell.v1.DepartGuestRequest & cellar.cell.v1.DepartGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.DepartGuestRequest.$Properties): cellar.cell.v1.DepartGuestRequest;

                /**
                 * Encodes the specified DepartGuestRequest message. Does not implicitly {@link cellar.cell.v1.DepartGuestRequest.verify|verify} messages.
                 * @param message DepartGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DepartGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DepartGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DepartGuestRequest & cellar.cell.v1.DepartGuestRequest.$Shape} DepartGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DepartGuestRequest & cellar.cell.v1.DepartGuestRequest.$Shape;
            }

            namespace DepartGuestRequest {

                /** Properties of a DepartGuestRequest. */
                interface $Properties {

                    /** DepartGuestRequest operationId */
                    operationId?: (string|null);

                    /** DepartGuestRequest guestId */
                    guestId?: (string|null);

                    /** DepartGuestRequest copy */
                    copy?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DepartGuestRequest. */
                type $Shape = cellar.cell.v1.DepartGuestRequest.$Properties;
            }

            /**
             * Properties of a Departure.
             * @deprecated Use cellar.cell.v1.Departure.$Properties instead.
             */
            interface IDeparture extends cellar.cell.v1.Departure.$Properties {
            }

            /** Represents a Departure. */
            class Departure {

                /**
                 * Constructs a new Departure.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Departure.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Departure live. */
                live: boolean;

                /** Departure luggage. */
                luggage: Uint8Array;

                /**
                 * Creates a new Departure instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Departure instance
                 */
                static create(properties: cellar.cell.v1.Departure.$Shape): cellar.cell.v1.Departure & cellar.cell.v1.Departure.$Shape;
                static create(properties?: cellar.cell.v1.Departure.$Properties): cellar.cell.v1.Departure;

                /**
                 * Encodes the specified Departure message. Does not implicitly {@link cellar.cell.v1.Departure.verify|verify} messages.
                 * @param message Departure message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Departure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Departure message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Departure & cellar.cell.v1.Departure.$Shape} Departure
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Departure & cellar.cell.v1.Departure.$Shape;
            }

            namespace Departure {

                /** Properties of a Departure. */
                interface $Properties {

                    /** Departure live */
                    live?: (boolean|null);

                    /** Departure luggage */
                    luggage?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Departure. */
                type $Shape = cellar.cell.v1.Departure.$Properties;
            }

            /**
             * Properties of an ExpectGuestRequest.
             * @deprecated Use cellar.cell.v1.ExpectGuestRequest.$Properties instead.
             */
            interface IExpectGuestRequest extends cellar.cell.v1.ExpectGuestRequest.$Properties {
            }

            /** Represents an ExpectGuestRequest. */
            class ExpectGuestRequest {

                /**
                 * Constructs a new ExpectGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ExpectGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExpectGuestRequest operationId. */
                operationId: string;

                /** ExpectGuestRequest spec. */
                spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                /** ExpectGuestRequest departure. */
                departure?: (cellar.cell.v1.Departure.$Properties|null);

                /** ExpectGuestRequest copy. */
                copy: boolean;

                /** ExpectGuestRequest sourceCellId. */
                sourceCellId: string;

                /** ExpectGuestRequest ticket. */
                ticket: string;

                /**
                 * Creates a new ExpectGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExpectGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.ExpectGuestRequest.$Shape): cellar.cell.v1.ExpectGuestRequest & cellar.cell.v1.ExpectGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.ExpectGuestRequest.$Properties): cellar.cell.v1.ExpectGuestRequest;

                /**
                 * Encodes the specified ExpectGuestRequest message. Does not implicitly {@link cellar.cell.v1.ExpectGuestRequest.verify|verify} messages.
                 * @param message ExpectGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ExpectGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExpectGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ExpectGuestRequest & cellar.cell.v1.ExpectGuestRequest.$Shape} ExpectGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ExpectGuestRequest & cellar.cell.v1.ExpectGuestRequest.$Shape;
            }

            namespace ExpectGuestRequest {

                /** Properties of an ExpectGuestRequest. */
                interface $Properties {

                    /** ExpectGuestRequest operationId */
                    operationId?: (string|null);

                    /** ExpectGuestRequest spec */
                    spec?: (cellar.cell.v1.GuestSpec.$Properties|null);

                    /** ExpectGuestRequest departure */
                    departure?: (cellar.cell.v1.Departure.$Properties|null);

                    /** ExpectGuestRequest copy */
                    copy?: (boolean|null);

                    /** ExpectGuestRequest sourceCellId */
                    sourceCellId?: (string|null);

                    /** ExpectGuestRequest ticket */
                    ticket?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExpectGuestRequest. */
                type $Shape = cellar.cell.v1.ExpectGuestRequest.$Properties;
            }

            /**
             * Properties of an ExpectGuestReply.
             * @deprecated Use cellar.cell.v1.ExpectGuestReply.$Properties instead.
             */
            interface IExpectGuestReply extends cellar.cell.v1.ExpectGuestReply.$Properties {
            }

            /** Represents an ExpectGuestReply. */
            class ExpectGuestReply {

                /**
                 * Constructs a new ExpectGuestReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ExpectGuestReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExpectGuestReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** ExpectGuestReply cookie. */
                cookie?: (cellar.cell.v1.Cookie.$Properties|null);

                /** ExpectGuestReply reply. */
                reply?: ("progress"|"cookie");

                /**
                 * Creates a new ExpectGuestReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExpectGuestReply instance
                 */
                static create(properties: cellar.cell.v1.ExpectGuestReply.$Shape): cellar.cell.v1.ExpectGuestReply & cellar.cell.v1.ExpectGuestReply.$Shape;
                static create(properties?: cellar.cell.v1.ExpectGuestReply.$Properties): cellar.cell.v1.ExpectGuestReply;

                /**
                 * Encodes the specified ExpectGuestReply message. Does not implicitly {@link cellar.cell.v1.ExpectGuestReply.verify|verify} messages.
                 * @param message ExpectGuestReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ExpectGuestReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExpectGuestReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ExpectGuestReply & cellar.cell.v1.ExpectGuestReply.$Shape} ExpectGuestReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ExpectGuestReply & cellar.cell.v1.ExpectGuestReply.$Shape;
            }

            namespace ExpectGuestReply {

                /** Properties of an ExpectGuestReply. */
                interface $Properties {

                    /** ExpectGuestReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** ExpectGuestReply cookie */
                    cookie?: (cellar.cell.v1.Cookie.$Properties|null);

                    /** ExpectGuestReply reply */
                    reply?: ("progress"|"cookie");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of an ExpectGuestReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  cookie?: cellar.cell.v1.Cookie.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; cookie?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; cookie?: null }|{ reply?: "cookie"; progress?: null; cookie: cellar.cell.v1.Cookie.$Shape })
                );
            }

            /**
             * Properties of a Cookie.
             * @deprecated Use cellar.cell.v1.Cookie.$Properties instead.
             */
            interface ICookie extends cellar.cell.v1.Cookie.$Properties {
            }

            /** Represents a Cookie. */
            class Cookie {

                /**
                 * Constructs a new Cookie.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.Cookie.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Cookie cookie. */
                cookie: Uint8Array;

                /**
                 * Creates a new Cookie instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Cookie instance
                 */
                static create(properties: cellar.cell.v1.Cookie.$Shape): cellar.cell.v1.Cookie & cellar.cell.v1.Cookie.$Shape;
                static create(properties?: cellar.cell.v1.Cookie.$Properties): cellar.cell.v1.Cookie;

                /**
                 * Encodes the specified Cookie message. Does not implicitly {@link cellar.cell.v1.Cookie.verify|verify} messages.
                 * @param message Cookie message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.Cookie.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cookie message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.Cookie & cellar.cell.v1.Cookie.$Shape} Cookie
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.Cookie & cellar.cell.v1.Cookie.$Shape;
            }

            namespace Cookie {

                /** Properties of a Cookie. */
                interface $Properties {

                    /** Cookie cookie */
                    cookie?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cookie. */
                type $Shape = cellar.cell.v1.Cookie.$Properties;
            }

            /**
             * Properties of a SendGuestRequest.
             * @deprecated Use cellar.cell.v1.SendGuestRequest.$Properties instead.
             */
            interface ISendGuestRequest extends cellar.cell.v1.SendGuestRequest.$Properties {
            }

            /** Represents a SendGuestRequest. */
            class SendGuestRequest {

                /**
                 * Constructs a new SendGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SendGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SendGuestRequest operationId. */
                operationId: string;

                /** SendGuestRequest guestId. */
                guestId: string;

                /** SendGuestRequest copy. */
                copy: boolean;

                /** SendGuestRequest cookie. */
                cookie: Uint8Array;

                /** SendGuestRequest targetCellId. */
                targetCellId: string;

                /** SendGuestRequest targetHost. */
                targetHost: string;

                /** SendGuestRequest targetPort. */
                targetPort: number;

                /** SendGuestRequest ticket. */
                ticket: string;

                /**
                 * Creates a new SendGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SendGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.SendGuestRequest.$Shape): cellar.cell.v1.SendGuestRequest & cellar.cell.v1.SendGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.SendGuestRequest.$Properties): cellar.cell.v1.SendGuestRequest;

                /**
                 * Encodes the specified SendGuestRequest message. Does not implicitly {@link cellar.cell.v1.SendGuestRequest.verify|verify} messages.
                 * @param message SendGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SendGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SendGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SendGuestRequest & cellar.cell.v1.SendGuestRequest.$Shape} SendGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SendGuestRequest & cellar.cell.v1.SendGuestRequest.$Shape;
            }

            namespace SendGuestRequest {

                /** Properties of a SendGuestRequest. */
                interface $Properties {

                    /** SendGuestRequest operationId */
                    operationId?: (string|null);

                    /** SendGuestRequest guestId */
                    guestId?: (string|null);

                    /** SendGuestRequest copy */
                    copy?: (boolean|null);

                    /** SendGuestRequest cookie */
                    cookie?: (Uint8Array|null);

                    /** SendGuestRequest targetCellId */
                    targetCellId?: (string|null);

                    /** SendGuestRequest targetHost */
                    targetHost?: (string|null);

                    /** SendGuestRequest targetPort */
                    targetPort?: (number|null);

                    /** SendGuestRequest ticket */
                    ticket?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SendGuestRequest. */
                type $Shape = cellar.cell.v1.SendGuestRequest.$Properties;
            }

            /**
             * Properties of a SendGuestReply.
             * @deprecated Use cellar.cell.v1.SendGuestReply.$Properties instead.
             */
            interface ISendGuestReply extends cellar.cell.v1.SendGuestReply.$Properties {
            }

            /** Represents a SendGuestReply. */
            class SendGuestReply {

                /**
                 * Constructs a new SendGuestReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SendGuestReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SendGuestReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** SendGuestReply cookie. */
                cookie?: (cellar.cell.v1.Cookie.$Properties|null);

                /** SendGuestReply reply. */
                reply?: ("progress"|"cookie");

                /**
                 * Creates a new SendGuestReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SendGuestReply instance
                 */
                static create(properties: cellar.cell.v1.SendGuestReply.$Shape): cellar.cell.v1.SendGuestReply & cellar.cell.v1.SendGuestReply.$Shape;
                static create(properties?: cellar.cell.v1.SendGuestReply.$Properties): cellar.cell.v1.SendGuestReply;

                /**
                 * Encodes the specified SendGuestReply message. Does not implicitly {@link cellar.cell.v1.SendGuestReply.verify|verify} messages.
                 * @param message SendGuestReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SendGuestReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SendGuestReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SendGuestReply & cellar.cell.v1.SendGuestReply.$Shape} SendGuestReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SendGuestReply & cellar.cell.v1.SendGuestReply.$Shape;
            }

            namespace SendGuestReply {

                /** Properties of a SendGuestReply. */
                interface $Properties {

                    /** SendGuestReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** SendGuestReply cookie */
                    cookie?: (cellar.cell.v1.Cookie.$Properties|null);

                    /** SendGuestReply reply */
                    reply?: ("progress"|"cookie");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a SendGuestReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  cookie?: cellar.cell.v1.Cookie.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; cookie?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; cookie?: null }|{ reply?: "cookie"; progress?: null; cookie: cellar.cell.v1.Cookie.$Shape })
                );
            }

            /**
             * Properties of an ArriveGuestRequest.
             * @deprecated Use cellar.cell.v1.ArriveGuestRequest.$Properties instead.
             */
            interface IArriveGuestRequest extends cellar.cell.v1.ArriveGuestRequest.$Properties {
            }

            /** Represents an ArriveGuestRequest. */
            class ArriveGuestRequest {

                /**
                 * Constructs a new ArriveGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ArriveGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ArriveGuestRequest operationId. */
                operationId: string;

                /** ArriveGuestRequest guestId. */
                guestId: string;

                /** ArriveGuestRequest cookie. */
                cookie: Uint8Array;

                /**
                 * Creates a new ArriveGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ArriveGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.ArriveGuestRequest.$Shape): cellar.cell.v1.ArriveGuestRequest & cellar.cell.v1.ArriveGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.ArriveGuestRequest.$Properties): cellar.cell.v1.ArriveGuestRequest;

                /**
                 * Encodes the specified ArriveGuestRequest message. Does not implicitly {@link cellar.cell.v1.ArriveGuestRequest.verify|verify} messages.
                 * @param message ArriveGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ArriveGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ArriveGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ArriveGuestRequest & cellar.cell.v1.ArriveGuestRequest.$Shape} ArriveGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ArriveGuestRequest & cellar.cell.v1.ArriveGuestRequest.$Shape;
            }

            namespace ArriveGuestRequest {

                /** Properties of an ArriveGuestRequest. */
                interface $Properties {

                    /** ArriveGuestRequest operationId */
                    operationId?: (string|null);

                    /** ArriveGuestRequest guestId */
                    guestId?: (string|null);

                    /** ArriveGuestRequest cookie */
                    cookie?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ArriveGuestRequest. */
                type $Shape = cellar.cell.v1.ArriveGuestRequest.$Properties;
            }

            /**
             * Properties of an AdmitGuestRequest.
             * @deprecated Use cellar.cell.v1.AdmitGuestRequest.$Properties instead.
             */
            interface IAdmitGuestRequest extends cellar.cell.v1.AdmitGuestRequest.$Properties {
            }

            /** Represents an AdmitGuestRequest. */
            class AdmitGuestRequest {

                /**
                 * Constructs a new AdmitGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.AdmitGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdmitGuestRequest operationId. */
                operationId: string;

                /** AdmitGuestRequest guestId. */
                guestId: string;

                /**
                 * Creates a new AdmitGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdmitGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.AdmitGuestRequest.$Shape): cellar.cell.v1.AdmitGuestRequest & cellar.cell.v1.AdmitGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.AdmitGuestRequest.$Properties): cellar.cell.v1.AdmitGuestRequest;

                /**
                 * Encodes the specified AdmitGuestRequest message. Does not implicitly {@link cellar.cell.v1.AdmitGuestRequest.verify|verify} messages.
                 * @param message AdmitGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.AdmitGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdmitGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.AdmitGuestRequest & cellar.cell.v1.AdmitGuestRequest.$Shape} AdmitGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.AdmitGuestRequest & cellar.cell.v1.AdmitGuestRequest.$Shape;
            }

            namespace AdmitGuestRequest {

                /** Properties of an AdmitGuestRequest. */
                interface $Properties {

                    /** AdmitGuestRequest operationId */
                    operationId?: (string|null);

                    /** AdmitGuestRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdmitGuestRequest. */
                type $Shape = cellar.cell.v1.AdmitGuestRequest.$Properties;
            }

            /**
             * Properties of a LeaveGuestRequest.
             * @deprecated Use cellar.cell.v1.LeaveGuestRequest.$Properties instead.
             */
            interface ILeaveGuestRequest extends cellar.cell.v1.LeaveGuestRequest.$Properties {
            }

            /** Represents a LeaveGuestRequest. */
            class LeaveGuestRequest {

                /**
                 * Constructs a new LeaveGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.LeaveGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeaveGuestRequest operationId. */
                operationId: string;

                /** LeaveGuestRequest guestId. */
                guestId: string;

                /** LeaveGuestRequest copy. */
                copy: boolean;

                /** LeaveGuestRequest cookie. */
                cookie: Uint8Array;

                /**
                 * Creates a new LeaveGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LeaveGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.LeaveGuestRequest.$Shape): cellar.cell.v1.LeaveGuestRequest & cellar.cell.v1.LeaveGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.LeaveGuestRequest.$Properties): cellar.cell.v1.LeaveGuestRequest;

                /**
                 * Encodes the specified LeaveGuestRequest message. Does not implicitly {@link cellar.cell.v1.LeaveGuestRequest.verify|verify} messages.
                 * @param message LeaveGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.LeaveGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeaveGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.LeaveGuestRequest & cellar.cell.v1.LeaveGuestRequest.$Shape} LeaveGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.LeaveGuestRequest & cellar.cell.v1.LeaveGuestRequest.$Shape;
            }

            namespace LeaveGuestRequest {

                /** Properties of a LeaveGuestRequest. */
                interface $Properties {

                    /** LeaveGuestRequest operationId */
                    operationId?: (string|null);

                    /** LeaveGuestRequest guestId */
                    guestId?: (string|null);

                    /** LeaveGuestRequest copy */
                    copy?: (boolean|null);

                    /** LeaveGuestRequest cookie */
                    cookie?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeaveGuestRequest. */
                type $Shape = cellar.cell.v1.LeaveGuestRequest.$Properties;
            }

            /**
             * Properties of a StayGuestRequest.
             * @deprecated Use cellar.cell.v1.StayGuestRequest.$Properties instead.
             */
            interface IStayGuestRequest extends cellar.cell.v1.StayGuestRequest.$Properties {
            }

            /** Represents a StayGuestRequest. */
            class StayGuestRequest {

                /**
                 * Constructs a new StayGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.StayGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StayGuestRequest operationId. */
                operationId: string;

                /** StayGuestRequest guestId. */
                guestId: string;

                /**
                 * Creates a new StayGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StayGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.StayGuestRequest.$Shape): cellar.cell.v1.StayGuestRequest & cellar.cell.v1.StayGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.StayGuestRequest.$Properties): cellar.cell.v1.StayGuestRequest;

                /**
                 * Encodes the specified StayGuestRequest message. Does not implicitly {@link cellar.cell.v1.StayGuestRequest.verify|verify} messages.
                 * @param message StayGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.StayGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StayGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.StayGuestRequest & cellar.cell.v1.StayGuestRequest.$Shape} StayGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.StayGuestRequest & cellar.cell.v1.StayGuestRequest.$Shape;
            }

            namespace StayGuestRequest {

                /** Properties of a StayGuestRequest. */
                interface $Properties {

                    /** StayGuestRequest operationId */
                    operationId?: (string|null);

                    /** StayGuestRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StayGuestRequest. */
                type $Shape = cellar.cell.v1.StayGuestRequest.$Properties;
            }

            /**
             * Properties of a RefuseGuestRequest.
             * @deprecated Use cellar.cell.v1.RefuseGuestRequest.$Properties instead.
             */
            interface IRefuseGuestRequest extends cellar.cell.v1.RefuseGuestRequest.$Properties {
            }

            /** Represents a RefuseGuestRequest. */
            class RefuseGuestRequest {

                /**
                 * Constructs a new RefuseGuestRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.RefuseGuestRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RefuseGuestRequest operationId. */
                operationId: string;

                /** RefuseGuestRequest guestId. */
                guestId: string;

                /** RefuseGuestRequest copy. */
                copy: boolean;

                /** RefuseGuestRequest storage. */
                storage: string;

                /**
                 * Creates a new RefuseGuestRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RefuseGuestRequest instance
                 */
                static create(properties: cellar.cell.v1.RefuseGuestRequest.$Shape): cellar.cell.v1.RefuseGuestRequest & cellar.cell.v1.RefuseGuestRequest.$Shape;
                static create(properties?: cellar.cell.v1.RefuseGuestRequest.$Properties): cellar.cell.v1.RefuseGuestRequest;

                /**
                 * Encodes the specified RefuseGuestRequest message. Does not implicitly {@link cellar.cell.v1.RefuseGuestRequest.verify|verify} messages.
                 * @param message RefuseGuestRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.RefuseGuestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RefuseGuestRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.RefuseGuestRequest & cellar.cell.v1.RefuseGuestRequest.$Shape} RefuseGuestRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.RefuseGuestRequest & cellar.cell.v1.RefuseGuestRequest.$Shape;
            }

            namespace RefuseGuestRequest {

                /** Properties of a RefuseGuestRequest. */
                interface $Properties {

                    /** RefuseGuestRequest operationId */
                    operationId?: (string|null);

                    /** RefuseGuestRequest guestId */
                    guestId?: (string|null);

                    /** RefuseGuestRequest copy */
                    copy?: (boolean|null);

                    /** RefuseGuestRequest storage */
                    storage?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RefuseGuestRequest. */
                type $Shape = cellar.cell.v1.RefuseGuestRequest.$Properties;
            }

            /**
             * Properties of a SetCpuPriorityRequest.
             * @deprecated Use cellar.cell.v1.SetCpuPriorityRequest.$Properties instead.
             */
            interface ISetCpuPriorityRequest extends cellar.cell.v1.SetCpuPriorityRequest.$Properties {
            }

            /** Represents a SetCpuPriorityRequest. */
            class SetCpuPriorityRequest {

                /**
                 * Constructs a new SetCpuPriorityRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetCpuPriorityRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetCpuPriorityRequest operationId. */
                operationId: string;

                /** SetCpuPriorityRequest guestId. */
                guestId: string;

                /** SetCpuPriorityRequest priority. */
                priority: cellar.cell.v1.Qos.CpuPriority;

                /**
                 * Creates a new SetCpuPriorityRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetCpuPriorityRequest instance
                 */
                static create(properties: cellar.cell.v1.SetCpuPriorityRequest.$Shape): cellar.cell.v1.SetCpuPriorityRequest & cellar.cell.v1.SetCpuPriorityRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetCpuPriorityRequest.$Properties): cellar.cell.v1.SetCpuPriorityRequest;

                /**
                 * Encodes the specified SetCpuPriorityRequest message. Does not implicitly {@link cellar.cell.v1.SetCpuPriorityRequest.verify|verify} messages.
                 * @param message SetCpuPriorityRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetCpuPriorityRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetCpuPriorityRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetCpuPriorityRequest & cellar.cell.v1.SetCpuPriorityRequest.$Shape} SetCpuPriorityRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetCpuPriorityRequest & cellar.cell.v1.SetCpuPriorityRequest.$Shape;
            }

            namespace SetCpuPriorityRequest {

                /** Properties of a SetCpuPriorityRequest. */
                interface $Properties {

                    /** SetCpuPriorityRequest operationId */
                    operationId?: (string|null);

                    /** SetCpuPriorityRequest guestId */
                    guestId?: (string|null);

                    /** SetCpuPriorityRequest priority */
                    priority?: (cellar.cell.v1.Qos.CpuPriority|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetCpuPriorityRequest. */
                type $Shape = cellar.cell.v1.SetCpuPriorityRequest.$Properties;
            }

            /**
             * Properties of a SetDiskQosRequest.
             * @deprecated Use cellar.cell.v1.SetDiskQosRequest.$Properties instead.
             */
            interface ISetDiskQosRequest extends cellar.cell.v1.SetDiskQosRequest.$Properties {
            }

            /** Represents a SetDiskQosRequest. */
            class SetDiskQosRequest {

                /**
                 * Constructs a new SetDiskQosRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetDiskQosRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetDiskQosRequest operationId. */
                operationId: string;

                /** SetDiskQosRequest guestId. */
                guestId: string;

                /** SetDiskQosRequest readBytesPerSecond. */
                readBytesPerSecond: number;

                /** SetDiskQosRequest writeBytesPerSecond. */
                writeBytesPerSecond: number;

                /** SetDiskQosRequest readIops. */
                readIops: number;

                /** SetDiskQosRequest writeIops. */
                writeIops: number;

                /**
                 * Creates a new SetDiskQosRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetDiskQosRequest instance
                 */
                static create(properties: cellar.cell.v1.SetDiskQosRequest.$Shape): cellar.cell.v1.SetDiskQosRequest & cellar.cell.v1.SetDiskQosRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetDiskQosRequest.$Properties): cellar.cell.v1.SetDiskQosRequest;

                /**
                 * Encodes the specified SetDiskQosRequest message. Does not implicitly {@link cellar.cell.v1.SetDiskQosRequest.verify|verify} messages.
                 * @param message SetDiskQosRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetDiskQosRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetDiskQosRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetDiskQosRequest & cellar.cell.v1.SetDiskQosRequest.$Shape} SetDiskQosRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetDiskQosRequest & cellar.cell.v1.SetDiskQosRequest.$Shape;
            }

            namespace SetDiskQosRequest {

                /** Properties of a SetDiskQosRequest. */
                interface $Properties {

                    /** SetDiskQosRequest operationId */
                    operationId?: (string|null);

                    /** SetDiskQosRequest guestId */
                    guestId?: (string|null);

                    /** SetDiskQosRequest readBytesPerSecond */
                    readBytesPerSecond?: (number|null);

                    /** SetDiskQosRequest writeBytesPerSecond */
                    writeBytesPerSecond?: (number|null);

                    /** SetDiskQosRequest readIops */
                    readIops?: (number|null);

                    /** SetDiskQosRequest writeIops */
                    writeIops?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetDiskQosRequest. */
                type $Shape = cellar.cell.v1.SetDiskQosRequest.$Properties;
            }

            /**
             * Properties of a SetNetworkQosRequest.
             * @deprecated Use cellar.cell.v1.SetNetworkQosRequest.$Properties instead.
             */
            interface ISetNetworkQosRequest extends cellar.cell.v1.SetNetworkQosRequest.$Properties {
            }

            /** Represents a SetNetworkQosRequest. */
            class SetNetworkQosRequest {

                /**
                 * Constructs a new SetNetworkQosRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SetNetworkQosRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SetNetworkQosRequest operationId. */
                operationId: string;

                /** SetNetworkQosRequest guestId. */
                guestId: string;

                /** SetNetworkQosRequest receiveBytesPerSecond. */
                receiveBytesPerSecond: number;

                /** SetNetworkQosRequest sendBytesPerSecond. */
                sendBytesPerSecond: number;

                /**
                 * Creates a new SetNetworkQosRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SetNetworkQosRequest instance
                 */
                static create(properties: cellar.cell.v1.SetNetworkQosRequest.$Shape): cellar.cell.v1.SetNetworkQosRequest & cellar.cell.v1.SetNetworkQosRequest.$Shape;
                static create(properties?: cellar.cell.v1.SetNetworkQosRequest.$Properties): cellar.cell.v1.SetNetworkQosRequest;

                /**
                 * Encodes the specified SetNetworkQosRequest message. Does not implicitly {@link cellar.cell.v1.SetNetworkQosRequest.verify|verify} messages.
                 * @param message SetNetworkQosRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SetNetworkQosRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SetNetworkQosRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SetNetworkQosRequest & cellar.cell.v1.SetNetworkQosRequest.$Shape} SetNetworkQosRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SetNetworkQosRequest & cellar.cell.v1.SetNetworkQosRequest.$Shape;
            }

            namespace SetNetworkQosRequest {

                /** Properties of a SetNetworkQosRequest. */
                interface $Properties {

                    /** SetNetworkQosRequest operationId */
                    operationId?: (string|null);

                    /** SetNetworkQosRequest guestId */
                    guestId?: (string|null);

                    /** SetNetworkQosRequest receiveBytesPerSecond */
                    receiveBytesPerSecond?: (number|null);

                    /** SetNetworkQosRequest sendBytesPerSecond */
                    sendBytesPerSecond?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SetNetworkQosRequest. */
                type $Shape = cellar.cell.v1.SetNetworkQosRequest.$Properties;
            }

            /**
             * Properties of a CreateVolumeRequest.
             * @deprecated Use cellar.cell.v1.CreateVolumeRequest.$Properties instead.
             */
            interface ICreateVolumeRequest extends cellar.cell.v1.CreateVolumeRequest.$Properties {
            }

            /** Represents a CreateVolumeRequest. */
            class CreateVolumeRequest {

                /**
                 * Constructs a new CreateVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.CreateVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateVolumeRequest operationId. */
                operationId: string;

                /** CreateVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /**
                 * Creates a new CreateVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns CreateVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.CreateVolumeRequest.$Shape): cellar.cell.v1.CreateVolumeRequest & cellar.cell.v1.CreateVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.CreateVolumeRequest.$Properties): cellar.cell.v1.CreateVolumeRequest;

                /**
                 * Encodes the specified CreateVolumeRequest message. Does not implicitly {@link cellar.cell.v1.CreateVolumeRequest.verify|verify} messages.
                 * @param message CreateVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.CreateVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.CreateVolumeRequest & cellar.cell.v1.CreateVolumeRequest.$Shape} CreateVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.CreateVolumeRequest & cellar.cell.v1.CreateVolumeRequest.$Shape;
            }

            namespace CreateVolumeRequest {

                /** Properties of a CreateVolumeRequest. */
                interface $Properties {

                    /** CreateVolumeRequest operationId */
                    operationId?: (string|null);

                    /** CreateVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CreateVolumeRequest. */
                type $Shape = cellar.cell.v1.CreateVolumeRequest.$Properties;
            }

            /**
             * Properties of a DeleteVolumeRequest.
             * @deprecated Use cellar.cell.v1.DeleteVolumeRequest.$Properties instead.
             */
            interface IDeleteVolumeRequest extends cellar.cell.v1.DeleteVolumeRequest.$Properties {
            }

            /** Represents a DeleteVolumeRequest. */
            class DeleteVolumeRequest {

                /**
                 * Constructs a new DeleteVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DeleteVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteVolumeRequest operationId. */
                operationId: string;

                /** DeleteVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /**
                 * Creates a new DeleteVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DeleteVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.DeleteVolumeRequest.$Shape): cellar.cell.v1.DeleteVolumeRequest & cellar.cell.v1.DeleteVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.DeleteVolumeRequest.$Properties): cellar.cell.v1.DeleteVolumeRequest;

                /**
                 * Encodes the specified DeleteVolumeRequest message. Does not implicitly {@link cellar.cell.v1.DeleteVolumeRequest.verify|verify} messages.
                 * @param message DeleteVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DeleteVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DeleteVolumeRequest & cellar.cell.v1.DeleteVolumeRequest.$Shape} DeleteVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DeleteVolumeRequest & cellar.cell.v1.DeleteVolumeRequest.$Shape;
            }

            namespace DeleteVolumeRequest {

                /** Properties of a DeleteVolumeRequest. */
                interface $Properties {

                    /** DeleteVolumeRequest operationId */
                    operationId?: (string|null);

                    /** DeleteVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteVolumeRequest. */
                type $Shape = cellar.cell.v1.DeleteVolumeRequest.$Properties;
            }

            /**
             * Properties of a ResizeVolumeRequest.
             * @deprecated Use cellar.cell.v1.ResizeVolumeRequest.$Properties instead.
             */
            interface IResizeVolumeRequest extends cellar.cell.v1.ResizeVolumeRequest.$Properties {
            }

            /** Represents a ResizeVolumeRequest. */
            class ResizeVolumeRequest {

                /**
                 * Constructs a new ResizeVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ResizeVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResizeVolumeRequest operationId. */
                operationId: string;

                /** ResizeVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /** ResizeVolumeRequest guestId. */
                guestId: string;

                /**
                 * Creates a new ResizeVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResizeVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.ResizeVolumeRequest.$Shape): cellar.cell.v1.ResizeVolumeRequest & cellar.cell.v1.ResizeVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.ResizeVolumeRequest.$Properties): cellar.cell.v1.ResizeVolumeRequest;

                /**
                 * Encodes the specified ResizeVolumeRequest message. Does not implicitly {@link cellar.cell.v1.ResizeVolumeRequest.verify|verify} messages.
                 * @param message ResizeVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ResizeVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResizeVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ResizeVolumeRequest & cellar.cell.v1.ResizeVolumeRequest.$Shape} ResizeVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ResizeVolumeRequest & cellar.cell.v1.ResizeVolumeRequest.$Shape;
            }

            namespace ResizeVolumeRequest {

                /** Properties of a ResizeVolumeRequest. */
                interface $Properties {

                    /** ResizeVolumeRequest operationId */
                    operationId?: (string|null);

                    /** ResizeVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** ResizeVolumeRequest guestId */
                    guestId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResizeVolumeRequest. */
                type $Shape = cellar.cell.v1.ResizeVolumeRequest.$Properties;
            }

            /**
             * Properties of an AttachVolumeRequest.
             * @deprecated Use cellar.cell.v1.AttachVolumeRequest.$Properties instead.
             */
            interface IAttachVolumeRequest extends cellar.cell.v1.AttachVolumeRequest.$Properties {
            }

            /** Represents an AttachVolumeRequest. */
            class AttachVolumeRequest {

                /**
                 * Constructs a new AttachVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.AttachVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AttachVolumeRequest operationId. */
                operationId: string;

                /** AttachVolumeRequest guestId. */
                guestId: string;

                /** AttachVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /**
                 * Creates a new AttachVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AttachVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.AttachVolumeRequest.$Shape): cellar.cell.v1.AttachVolumeRequest & cellar.cell.v1.AttachVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.AttachVolumeRequest.$Properties): cellar.cell.v1.AttachVolumeRequest;

                /**
                 * Encodes the specified AttachVolumeRequest message. Does not implicitly {@link cellar.cell.v1.AttachVolumeRequest.verify|verify} messages.
                 * @param message AttachVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.AttachVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AttachVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.AttachVolumeRequest & cellar.cell.v1.AttachVolumeRequest.$Shape} AttachVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.AttachVolumeRequest & cellar.cell.v1.AttachVolumeRequest.$Shape;
            }

            namespace AttachVolumeRequest {

                /** Properties of an AttachVolumeRequest. */
                interface $Properties {

                    /** AttachVolumeRequest operationId */
                    operationId?: (string|null);

                    /** AttachVolumeRequest guestId */
                    guestId?: (string|null);

                    /** AttachVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AttachVolumeRequest. */
                type $Shape = cellar.cell.v1.AttachVolumeRequest.$Properties;
            }

            /**
             * Properties of a DetachVolumeRequest.
             * @deprecated Use cellar.cell.v1.DetachVolumeRequest.$Properties instead.
             */
            interface IDetachVolumeRequest extends cellar.cell.v1.DetachVolumeRequest.$Properties {
            }

            /** Represents a DetachVolumeRequest. */
            class DetachVolumeRequest {

                /**
                 * Constructs a new DetachVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.DetachVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DetachVolumeRequest operationId. */
                operationId: string;

                /** DetachVolumeRequest guestId. */
                guestId: string;

                /** DetachVolumeRequest volumeId. */
                volumeId: string;

                /**
                 * Creates a new DetachVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DetachVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.DetachVolumeRequest.$Shape): cellar.cell.v1.DetachVolumeRequest & cellar.cell.v1.DetachVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.DetachVolumeRequest.$Properties): cellar.cell.v1.DetachVolumeRequest;

                /**
                 * Encodes the specified DetachVolumeRequest message. Does not implicitly {@link cellar.cell.v1.DetachVolumeRequest.verify|verify} messages.
                 * @param message DetachVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.DetachVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DetachVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.DetachVolumeRequest & cellar.cell.v1.DetachVolumeRequest.$Shape} DetachVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.DetachVolumeRequest & cellar.cell.v1.DetachVolumeRequest.$Shape;
            }

            namespace DetachVolumeRequest {

                /** Properties of a DetachVolumeRequest. */
                interface $Properties {

                    /** DetachVolumeRequest operationId */
                    operationId?: (string|null);

                    /** DetachVolumeRequest guestId */
                    guestId?: (string|null);

                    /** DetachVolumeRequest volumeId */
                    volumeId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DetachVolumeRequest. */
                type $Shape = cellar.cell.v1.DetachVolumeRequest.$Properties;
            }

            /**
             * Properties of an ExpectVolumeRequest.
             * @deprecated Use cellar.cell.v1.ExpectVolumeRequest.$Properties instead.
             */
            interface IExpectVolumeRequest extends cellar.cell.v1.ExpectVolumeRequest.$Properties {
            }

            /** Represents an ExpectVolumeRequest. */
            class ExpectVolumeRequest {

                /**
                 * Constructs a new ExpectVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ExpectVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ExpectVolumeRequest operationId. */
                operationId: string;

                /** ExpectVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /** ExpectVolumeRequest sourceCellId. */
                sourceCellId: string;

                /** ExpectVolumeRequest ticket. */
                ticket: string;

                /**
                 * Creates a new ExpectVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ExpectVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.ExpectVolumeRequest.$Shape): cellar.cell.v1.ExpectVolumeRequest & cellar.cell.v1.ExpectVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.ExpectVolumeRequest.$Properties): cellar.cell.v1.ExpectVolumeRequest;

                /**
                 * Encodes the specified ExpectVolumeRequest message. Does not implicitly {@link cellar.cell.v1.ExpectVolumeRequest.verify|verify} messages.
                 * @param message ExpectVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ExpectVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ExpectVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ExpectVolumeRequest & cellar.cell.v1.ExpectVolumeRequest.$Shape} ExpectVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ExpectVolumeRequest & cellar.cell.v1.ExpectVolumeRequest.$Shape;
            }

            namespace ExpectVolumeRequest {

                /** Properties of an ExpectVolumeRequest. */
                interface $Properties {

                    /** ExpectVolumeRequest operationId */
                    operationId?: (string|null);

                    /** ExpectVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** ExpectVolumeRequest sourceCellId */
                    sourceCellId?: (string|null);

                    /** ExpectVolumeRequest ticket */
                    ticket?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ExpectVolumeRequest. */
                type $Shape = cellar.cell.v1.ExpectVolumeRequest.$Properties;
            }

            /**
             * Properties of a SendVolumeRequest.
             * @deprecated Use cellar.cell.v1.SendVolumeRequest.$Properties instead.
             */
            interface ISendVolumeRequest extends cellar.cell.v1.SendVolumeRequest.$Properties {
            }

            /** Represents a SendVolumeRequest. */
            class SendVolumeRequest {

                /**
                 * Constructs a new SendVolumeRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SendVolumeRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SendVolumeRequest operationId. */
                operationId: string;

                /** SendVolumeRequest volume. */
                volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                /** SendVolumeRequest targetCellId. */
                targetCellId: string;

                /** SendVolumeRequest targetHost. */
                targetHost: string;

                /** SendVolumeRequest targetPort. */
                targetPort: number;

                /** SendVolumeRequest ticket. */
                ticket: string;

                /**
                 * Creates a new SendVolumeRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SendVolumeRequest instance
                 */
                static create(properties: cellar.cell.v1.SendVolumeRequest.$Shape): cellar.cell.v1.SendVolumeRequest & cellar.cell.v1.SendVolumeRequest.$Shape;
                static create(properties?: cellar.cell.v1.SendVolumeRequest.$Properties): cellar.cell.v1.SendVolumeRequest;

                /**
                 * Encodes the specified SendVolumeRequest message. Does not implicitly {@link cellar.cell.v1.SendVolumeRequest.verify|verify} messages.
                 * @param message SendVolumeRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SendVolumeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SendVolumeRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SendVolumeRequest & cellar.cell.v1.SendVolumeRequest.$Shape} SendVolumeRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SendVolumeRequest & cellar.cell.v1.SendVolumeRequest.$Shape;
            }

            namespace SendVolumeRequest {

                /** Properties of a SendVolumeRequest. */
                interface $Properties {

                    /** SendVolumeRequest operationId */
                    operationId?: (string|null);

                    /** SendVolumeRequest volume */
                    volume?: (cellar.cell.v1.VolumeSpec.$Properties|null);

                    /** SendVolumeRequest targetCellId */
                    targetCellId?: (string|null);

                    /** SendVolumeRequest targetHost */
                    targetHost?: (string|null);

                    /** SendVolumeRequest targetPort */
                    targetPort?: (number|null);

                    /** SendVolumeRequest ticket */
                    ticket?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SendVolumeRequest. */
                type $Shape = cellar.cell.v1.SendVolumeRequest.$Properties;
            }

            /**
             * Properties of a SendVolumeReply.
             * @deprecated Use cellar.cell.v1.SendVolumeReply.$Properties instead.
             */
            interface ISendVolumeReply extends cellar.cell.v1.SendVolumeReply.$Properties {
            }

            /** Represents a SendVolumeReply. */
            class SendVolumeReply {

                /**
                 * Constructs a new SendVolumeReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.SendVolumeReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SendVolumeReply progress. */
                progress?: (cellar.cell.v1.Progress.$Properties|null);

                /** SendVolumeReply sent. */
                sent?: (boolean|null);

                /** SendVolumeReply reply. */
                reply?: ("progress"|"sent");

                /**
                 * Creates a new SendVolumeReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SendVolumeReply instance
                 */
                static create(properties: cellar.cell.v1.SendVolumeReply.$Shape): cellar.cell.v1.SendVolumeReply & cellar.cell.v1.SendVolumeReply.$Shape;
                static create(properties?: cellar.cell.v1.SendVolumeReply.$Properties): cellar.cell.v1.SendVolumeReply;

                /**
                 * Encodes the specified SendVolumeReply message. Does not implicitly {@link cellar.cell.v1.SendVolumeReply.verify|verify} messages.
                 * @param message SendVolumeReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.SendVolumeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SendVolumeReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.SendVolumeReply & cellar.cell.v1.SendVolumeReply.$Shape} SendVolumeReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.SendVolumeReply & cellar.cell.v1.SendVolumeReply.$Shape;
            }

            namespace SendVolumeReply {

                /** Properties of a SendVolumeReply. */
                interface $Properties {

                    /** SendVolumeReply progress */
                    progress?: (cellar.cell.v1.Progress.$Properties|null);

                    /** SendVolumeReply sent */
                    sent?: (boolean|null);

                    /** SendVolumeReply reply */
                    reply?: ("progress"|"sent");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a SendVolumeReply. */
                type $Shape = {
                  progress?: cellar.cell.v1.Progress.$Shape|null;
                  sent?: boolean|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ reply?: undefined; progress?: null; sent?: null }|{ reply?: "progress"; progress: cellar.cell.v1.Progress.$Shape; sent?: null }|{ reply?: "sent"; progress?: null; sent: boolean })
                );
            }

            /**
             * Properties of an ErrorDetail.
             * @deprecated Use cellar.cell.v1.ErrorDetail.$Properties instead.
             */
            interface IErrorDetail extends cellar.cell.v1.ErrorDetail.$Properties {
            }

            /** Represents an ErrorDetail. */
            class ErrorDetail {

                /**
                 * Constructs a new ErrorDetail.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: cellar.cell.v1.ErrorDetail.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ErrorDetail code. */
                code: string;

                /** ErrorDetail message. */
                message: string;

                /** ErrorDetail reason. */
                reason: string;

                /** ErrorDetail subjectKind. */
                subjectKind: string;

                /** ErrorDetail subjectId. */
                subjectId: string;

                /** ErrorDetail detailsJson. */
                detailsJson: string;

                /**
                 * Creates a new ErrorDetail instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ErrorDetail instance
                 */
                static create(properties: cellar.cell.v1.ErrorDetail.$Shape): cellar.cell.v1.ErrorDetail & cellar.cell.v1.ErrorDetail.$Shape;
                static create(properties?: cellar.cell.v1.ErrorDetail.$Properties): cellar.cell.v1.ErrorDetail;

                /**
                 * Encodes the specified ErrorDetail message. Does not implicitly {@link cellar.cell.v1.ErrorDetail.verify|verify} messages.
                 * @param message ErrorDetail message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: cellar.cell.v1.ErrorDetail.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an ErrorDetail message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {cellar.cell.v1.ErrorDetail & cellar.cell.v1.ErrorDetail.$Shape} ErrorDetail
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): cellar.cell.v1.ErrorDetail & cellar.cell.v1.ErrorDetail.$Shape;
            }

            namespace ErrorDetail {

                /** Properties of an ErrorDetail. */
                interface $Properties {

                    /** ErrorDetail code */
                    code?: (string|null);

                    /** ErrorDetail message */
                    message?: (string|null);

                    /** ErrorDetail reason */
                    reason?: (string|null);

                    /** ErrorDetail subjectKind */
                    subjectKind?: (string|null);

                    /** ErrorDetail subjectId */
                    subjectId?: (string|null);

                    /** ErrorDetail detailsJson */
                    detailsJson?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an ErrorDetail. */
                type $Shape = cellar.cell.v1.ErrorDetail.$Properties;
            }
        }
    }
}
