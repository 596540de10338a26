// run: kernel-version=6.1
/*
 * A serial driver whose write path forgets to switch interrupts off; its read path does not.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct uart {
	spinlock_t lock;
	int sent;
	int received;
};

static irqreturn_t uart_irq(int irq, void *data)
{
	struct uart *uart = data;

	spin_lock(&uart->lock);
	uart->received++;
	spin_unlock(&uart->lock);
	return IRQ_HANDLED;
}

int uart_open(struct uart *uart, unsigned int irq)
{
	return request_irq(irq, uart_irq, 0, "uart", uart);
}

void uart_write_bad(struct uart *uart, int count)
{
	spin_lock(&uart->lock); // expect: irq-inversion confirmed
	uart->sent += count;
	spin_unlock(&uart->lock);
}

int uart_read_ok(struct uart *uart)
{
	unsigned long flags;
	int received;

	spin_lock_irqsave(&uart->lock, flags);
	received = uart->received;
	spin_unlock_irqrestore(&uart->lock, flags);
	return received;
}
