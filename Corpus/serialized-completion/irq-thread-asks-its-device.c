// run: kernel-version=6.1
/*
 * A controller whose answers come by the thread of its interrupt. The thread asks the controller itself when
 * a key is pressed, and waits for an answer that it would have to fetch.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>

struct keypad {
	struct completion answered;
	int status;
	int keys;
	bool quirk;
};

static int keypad_ask(struct keypad *keypad)
{
	wait_for_completion(&keypad->answered); // expect: serialized-completion confirmed
	return keypad->keys;
}

static irqreturn_t keypad_thread_bad(int irq, void *data)
{
	struct keypad *keypad = data;

	switch (keypad->status) {
	case 1:
		complete(&keypad->answered);
		break;
	case 2:
		keypad_ask(keypad);
		break;
	}
	return IRQ_HANDLED;
}

/* The answers of this one come in the interrupt itself. */
struct dial {
	struct completion answered;
	int turns;
};

static irqreturn_t dial_irq_ok(int irq, void *data)
{
	struct dial *dial = data;

	complete(&dial->answered);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t dial_thread_ok(int irq, void *data)
{
	struct dial *dial = data;

	wait_for_completion(&dial->answered);
	dial->turns++;
	return IRQ_HANDLED;
}

int keypad_probe(struct keypad *keypad, struct dial *dial)
{
	if (request_threaded_irq(4, dial_irq_ok, dial_thread_ok, 0, "dial", dial))
		return -1;
	return request_threaded_irq(3, NULL, keypad_thread_bad, IRQF_ONESHOT, "keypad", keypad);
}
