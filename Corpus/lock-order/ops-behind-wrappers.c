// run: kernel-version=6.1
/*
 * A sound core locks through wrappers, and one codec's method asks for the card's lock.
 *
 * Task 1 changes a route: card_enter, then the codec's lock through its wrapper. Task 2 reads a
 * control: it has the codec's lock and calls the method, which enters the card.
 */

#include <linux/mutex.h>

struct codec;

struct codec_ops {
	int (*get)(struct codec *codec, int control);
};

struct card {
	struct mutex mutex;
	int power;
};

struct codec {
	struct mutex io_mutex;
	struct card *card;
	const struct codec_ops *ops;
	int regs[16];
};

static void card_enter(struct card *card)
{
	mutex_lock(&card->mutex);
}

static void card_leave(struct card *card)
{
	mutex_unlock(&card->mutex);
}

static void codec_io_begin(struct codec *codec)
{
	mutex_lock(&codec->io_mutex);
}

static void codec_io_end(struct codec *codec)
{
	mutex_unlock(&codec->io_mutex);
}

int codec_route_bad(struct codec *codec, int route)
{
	card_enter(codec->card);
	codec_io_begin(codec); // expect: lock-order confirmed
	codec->regs[0] = route;
	codec_io_end(codec);
	card_leave(codec->card);
	return 0;
}

static int powered_get(struct codec *codec, int control)
{
	int value;

	card_enter(codec->card);
	value = codec->card->power ? codec->regs[control] : 0;
	card_leave(codec->card);
	return value;
}

static const struct codec_ops powered_ops = {
	.get = powered_get,
};

void codec_init(struct codec *codec)
{
	codec->ops = &powered_ops;
}

int codec_read_bad(struct codec *codec, int control)
{
	int value;

	codec_io_begin(codec);
	value = codec->ops->get(codec, control);
	codec_io_end(codec);
	return value;
}
