// run: kernel-version=6.1
/*
 * A lock of a high resolution timer and of an interrupt: the timer's function runs in an interrupt itself,
 * and no other one comes in. Process context takes it with interrupts off.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

enum hrtimer_restart { HRTIMER_NORESTART, HRTIMER_RESTART };

struct hrtimer {
	enum hrtimer_restart (*function)(struct hrtimer *timer);
};

struct pump {
	spinlock_t lock;
	struct hrtimer timer;
	int strokes;
	int irq;
};

static enum hrtimer_restart pump_tick(struct hrtimer *timer)
{
	struct pump *pump = container_of(timer, struct pump, timer);

	spin_lock(&pump->lock);
	pump->strokes++;
	spin_unlock(&pump->lock);
	return HRTIMER_RESTART;
}

static irqreturn_t pump_irq(int irq, void *data)
{
	struct pump *pump = data;

	spin_lock(&pump->lock);
	pump->strokes = 0;
	spin_unlock(&pump->lock);
	return IRQ_HANDLED;
}

int pump_start(struct pump *pump)
{
	pump->timer.function = pump_tick;
	return request_irq(pump->irq, pump_irq, 0, "pump", pump);
}

int pump_strokes(struct pump *pump)
{
	int strokes;

	spin_lock_irq(&pump->lock);
	strokes = pump->strokes;
	spin_unlock_irq(&pump->lock);
	return strokes;
}
