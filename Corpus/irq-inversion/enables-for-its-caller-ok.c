// run: kernel-version=6.1
/*
 * An update is bracketed by two functions. The first switches interrupts off but for updates that need no
 * bracket; the second comes to the lock only for others, and lets interrupts in at its end.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct screen {
	spinlock_t event_lock;
	int events;
};

struct update {
	struct screen *screen;
	int is_async;
	int wants_event;
};

static irqreturn_t screen_interrupt(int irq, void *data)
{
	struct screen *screen = data;

	spin_lock(&screen->event_lock);
	screen->events--;
	spin_unlock(&screen->event_lock);
	return IRQ_HANDLED;
}

int screen_start(struct screen *screen, unsigned int irq)
{
	return request_irq(irq, screen_interrupt, 0, "screen", screen);
}

static void update_begin(struct update *update)
{
	if (update->is_async)
		return;
	local_irq_disable();
}

static void update_end(struct update *update)
{
	if (update->is_async)
		return;
	if (update->wants_event) {
		spin_lock(&update->screen->event_lock);
		update->screen->events++;
		spin_unlock(&update->screen->event_lock);
	}
	local_irq_enable();
}

void screen_update_ok(struct update *update)
{
	update_begin(update);
	update_end(update);
}
